// Where one scenario takes place: its clients, each a process of its own, their credentials and their test CA.
// Runs in a folder that has the peers of other engines beside it (rpc.mjs, e2ei.mjs, …); PEER_X is the command line of ours.
import assert from 'node:assert/strict';
import { Peer } from './rpc.mjs';
import { TestPki, enroll, x509Credential } from './e2ei.mjs';

const digit = n => '0123456789abcdef'[n];
export const id = n => `${digit(n)}7ac11a4-8f01-4527-af88-1c30885a7931:${digit(n)}add501bacd1d90e@example.com`;
export const hex = text => Buffer.from(text, 'utf8').toString('hex');
export const G = hex('group');
const PEOPLE = { 1: ['Alice Smith', 'alice_wire'], 2: ['Bob Jones', 'bob_wire'], 3: ['Carol Brown', 'carol_wire'], 4: ['Dan Green', 'dan_wire'], 5: ['Eve White', 'eve_wire'], 6: ['Fay Black', 'fay_wire'] };
export const who = n => ({ clientId: id(n), displayName: PEOPLE[n][0], handle: PEOPLE[n][1] });

const SCRIPTS = { cc: './core-crypto-peer.mjs', ts: './ts-mls-peer.mjs' };
const script = kind => new URL(SCRIPTS[kind], import.meta.url).pathname;
const idle = []; // processes of ours: the next scenario gets one with a store of its own
let databases = 0;

function start(kind, env) {
  if (kind !== 'x') return new Peer(script(kind), kind, env);
  if (!process.env.PEER_X) throw new Error('PEER_X is the command line of our peer program');
  return idle.pop() ?? new Peer(process.env.PEER_X === 'cc' ? script('cc') : process.env.PEER_X.split(' '), 'x', env);
}

export function endIdle() { for (const p of idle.splice(0)) p.end(); }

export class Room {
  constructor(suite, certified) { this.suite = suite; this.certified = certified; this.peers = []; }
  #pki;
  get credentialType() { return this.certified ? 'x509' : undefined; }
  /** The test CA that everybody here trusts. */
  pki() { return this.#pki ??= TestPki.create(); }

  /** A client of an engine without a credential yet; for what `init` is given see the peers. */
  async bare(kind, init, env) {
    const p = start(kind, env); p.kind = kind; this.peers.push(p);
    if (init) await p.call('init', { ciphersuite: this.suite, ...(kind === 'ts' ? {} : { databaseName: `db-${++databases}` }), ...init });
    return p;
  }
  async basic(kind, n, init = {}) { return Object.assign(await this.bare(kind, { ...who(n), ...init }), { id: id(n), n }); }
  async trust(p, pki) { pki ??= await this.pki(); await p.call('registerAcmeCA', { pem: pki.rootPem }); await p.call('registerIntermediateCA', { pem: pki.intermediatePem }); }
  /** A client with a certificate: enrolled through the steps, or (ts-mls) handed key and chain. */
  async enrolled(kind, n, { pki, nbKeyPackage = 2, init = {}, ...options } = {}) {
    pki ??= await this.pki();
    if (kind === 'ts') return this.certifiedTs(n, pki, init);
    const p = await this.bare(kind, { deferred: true, ...init }); await this.trust(p, pki);
    const e = await enroll(p, pki, { ...who(n), ciphersuite: this.suite, ...options });
    const { newCrlDistributionPoints } = await p.call('mlsInitOnly', { enrollment: e.enrollment, chain: e.chain, nbKeyPackage });
    return Object.assign(p, { id: id(n), n, serial: e.serialNumber, points: newCrlDistributionPoints, transcript: e.transcript, leaf: e.leaf });
  }
  async certifiedTs(n, pki, init = {}, credential) {
    credential ??= await x509Credential(pki, { ...who(n), ciphersuite: this.suite });
    return Object.assign(await this.bare('ts', { credential, ...init }), { id: id(n), n, serial: credential.serialNumber });
  }
  /** A client as this room's credential dimension wants it. */
  client(kind, n, init = {}) { return this.certified ? this.enrolled(kind, n, { init }) : this.basic(kind, n, init); }

  async create(p, options = {}) {
    if (p.kind === 'ts') return p.call('createGroup', { groupId: G, extensions: [await p.call('requiredCapabilities'), ...(options.extensions ?? [])] });
    return p.call('createGroup', { groupId: G, ciphersuite: this.suite, credentialType: this.credentialType, ...options });
  }
  async keyPackage(p) { return (await p.call('keyPackages', { n: 1, credentialType: this.credentialType })).keyPackages[0]; }
  async add(by, newcomer, others = [], { wirePolicy } = {}) {
    const r = await by.call('add', { groupId: G, keyPackages: [await this.keyPackage(newcomer)], wirePolicy });
    for (const o of others) await this.take(o, r.commit);
    await newcomer.call('processWelcome', { welcome: r.welcome, wirePolicy });
    return r;
  }
  take(p, message) { return p.call('processMessage', { groupId: G, message }); }
  external(p, groupInfo, more = {}) { return p.call('externalCommit', { groupInfo, credentialType: this.credentialType, ...more }); }
  async update(by, others, wirePolicy) { const r = await by.call('update', { groupId: G, wirePolicy }); for (const o of others) await this.take(o, r.commit); return r; }
  async say(from, to, text) {
    const { message } = await from.call('encrypt', { groupId: G, plaintext: hex(text) });
    for (const p of to) assert.equal((await this.take(p, message)).plaintext, hex(text));
    return message;
  }
  /** Everybody is in the same epoch, exports the same secret, and whoever can tell calls certified groups Verified. */
  async same(...peers) {
    const seen = [];
    for (const p of peers) seen.push([(await p.call('epoch', { groupId: G })).epoch, (await p.call('exportSecret', { groupId: G, length: 32 })).secret].join(' '));
    assert.equal(new Set(seen).size, 1, `epochs or secrets differ: ${seen}`);
    if (this.certified) for (const p of peers) if (p.kind !== 'ts') assert.equal(await this.state(p), 'Verified', p.name);
  }
  async state(p) { return (await p.call('conversationState', { groupId: G })).state; }
  async status(p, n) { return (await p.call('deviceIdentities', { groupId: G, clientIds: [id(n)] })).identities[0]; }

  async end() {
    for (const p of this.peers) {
      if (p.kind !== 'x' || process.env.PEER_X === 'cc') { p.end(); continue; }
      try { await p.call('setTransportResponse', { response: 'success' }); await p.call('close'); idle.push(p); } catch { p.end(); }
    }
  }
}

export async function refused(promise, expected = /./) {
  let r; try { r = await promise; } catch (e) { const s = JSON.stringify(e.peer ?? e.message); assert.match(s, expected, `refused otherwise: ${s.slice(0, 500)}`); return e.peer; }
  assert.fail(`was accepted: ${JSON.stringify(r).slice(0, 200)}`);
}
export const kindOf = e => (e?.context?.type && e.context.type !== 'Other' ? e.context.type : `${e?.rule ?? e?.code ?? e?.type}: ${String(e?.message).slice(0, 90)}`);
/** What came of it, as words: accepted, or refused with its kind. */
export const outcome = (promise, ok = () => 'accepted') => promise.then(ok, e => { if (!e.peer) throw e; return `refused (${kindOf(e.peer)})`; });
