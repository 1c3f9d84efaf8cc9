// Scenarios of certificates: ours and core-crypto in both roles, with the states that both see after each step.
import assert from 'node:assert/strict';
import { TestPki, enroll, x509Credential } from './e2ei.mjs';
import { G, Room, id, outcome, refused, who } from './room.mjs';

const PAIRS = [['x', 'cc'], ['cc', 'x']];
export const identity = [];
const scenario = (name, casts, play, more = {}) => identity.push({ name, casts, play, certifiedOnly: true, ...more });
const group = async (room, a, b) => { await room.create(a); return room.add(a, b); };
/** What both see: equal, whatever it is. */
const both = async (room, a, b) => { const [x, y] = [await room.state(a), await room.state(b)]; assert.equal(x, y, `${a.kind} ${x}, ${b.kind} ${y}`); return x; };
const bothStatus = async (room, a, b, n) => { const [x, y] = [await room.status(a, n), await room.status(b, n)]; assert.equal(x.status, y.status, `device ${n}: ${a.kind} ${x.status}, ${b.kind} ${y.status}`); return x.status; };

scenario('two enrolled clients are Verified, and see the same identities', PAIRS, async (room, cast) => {
  const [a, b] = [await room.enrolled(cast[0], 1), await room.enrolled(cast[1], 2)], pki = await room.pki();
  for (const p of [a, b]) assert.deepEqual(p.points, [pki.crlDp]);
  await group(room, a, b); await room.same(a, b);
  for (const n of [1, 2]) {
    const [x, y] = [await room.status(a, n), await room.status(b, n)].map(i => ({ ...i, verdict: undefined, x509: { ...i.x509, certificate: i.x509.certificate.replace(/\s/g, ''), serialNumber: i.x509.serialNumber.replace(/^0+/, ''), notBefore: Number(i.x509.notBefore), notAfter: Number(i.x509.notAfter) } }));
    assert.deepEqual(x, y); assert.equal(x.x509.displayName, who(n).displayName); assert.equal(x.x509.handle, `wireapp://%40${who(n).handle}@example.com`);
  }
  const uuid = id(1).split(':')[0];
  for (const p of [a, b]) assert.equal((await p.call('userIdentities', { groupId: G, userIds: [uuid] })).identities[uuid].length, 1);
  const r = await a.call('encrypt', { groupId: G, plaintext: '00' }), m = await room.take(b, r.message);
  assert.equal(m.sender, id(1)); assert.equal(m.identity.x509.displayName, who(1).displayName);
});
scenario('an enrollment survives being stashed at every step', [['x']], async room => {
  const a = await room.enrolled('x', 1, { stashAfter: ['directory', 'account', 'authz', 'dpop', 'oidc', 'certificate'] });
  assert.equal((await a.call('isEnabled')).value, true);
});
scenario('steps out of order are refused', [['x']], async room => {
  const p = await room.bare('x', { deferred: true }); await room.trust(p);
  const { enrollment } = await p.call('newEnrollment', { ...who(1), ciphersuite: room.suite });
  return (await refused(p.call('newAccountRequest', { enrollment, nonce: 'x' }), /E2ei.*directoryResponse/)).message;
});
scenario('a revoked certificate degrades the group on both sides', [['x', 'cc', 2], ['cc', 'x', 2], ['x', 'cc', 1], ['cc', 'x', 1]], async (room, cast) => {
  const [a, b] = [await room.enrolled(cast[0], 1), await room.enrolled(cast[1], 2)], pki = await room.pki(), gone = [a, b][cast[2] - 1];
  await group(room, a, b); assert.equal(await both(room, a, b), 'Verified');
  const der = await pki.crl([gone.serial]), seen = [];
  for (const p of [a, b]) seen.push((await p.call('registerCrl', { dp: pki.crlDp, der })).dirty);
  assert.equal(await both(room, a, b), 'NotVerified'); assert.equal(await bothStatus(room, a, b, cast[2]), 'Revoked'); assert.equal(await bothStatus(room, a, b, 3 - cast[2]), 'Valid');
  await room.say(b, [a], 'still a member'); await room.say(a, [b], 'still a member');
  const again = await pki.crl([gone.serial]);
  for (const p of [a, b]) seen.push((await p.call('registerCrl', { dp: pki.crlDp, der: again })).dirty);
  return `dirty, first list then the same again (${cast[0]}, ${cast[1]}): ${seen.join(', ')}; the reference calls no first list dirty`;
});
scenario('a certificate runs out on both sides', [['x', 'cc', 2], ['cc', 'x', 2], ['x', 'cc', 1]], async (room, cast) => {
  const short = { certificate: { notAfter: new Date(Math.ceil(Date.now() / 1000) * 1000 + 12000) } }, of = n => (n === cast[2] ? short : {});
  const [a, b] = [await room.enrolled(cast[0], 1, of(1)), await room.enrolled(cast[1], 2, of(2))];
  await group(room, a, b); assert.equal(await both(room, a, b), 'Verified');
  await new Promise(r => setTimeout(r, short.certificate.notAfter.getTime() - Date.now() + 1500));
  assert.equal(await both(room, a, b), 'NotVerified'); assert.equal(await bothStatus(room, a, b, cast[2]), 'Expired');
  await room.say(a, [b], 'expired or not'); await room.update(b, [a]); assert.equal(await both(room, a, b), 'NotVerified');
});
scenario('from Basic by activation to Verified, then rotation with the kept key, on either side', PAIRS, async (room, cast) => {
  const pki = await room.pki(), plain = new Room(room.suite, false); plain.peers = room.peers;
  const [a, b] = [await plain.basic(cast[0], 1), await plain.basic(cast[1], 2)], seen = [];
  await plain.create(a); await plain.add(a, b);
  for (const p of [a, b]) await room.trust(p, pki);
  seen.push(await both(room, a, b));
  for (const [p, n, q] of [[a, 1, b], [b, 2, a]]) {
    const before = await room.status(q, n), e = await enroll(p, pki, { kind: 'newActivationEnrollment', ...who(n), ciphersuite: room.suite });
    await p.call('saveX509Credential', { enrollment: e.enrollment, chain: e.chain });
    const r = await p.call('rotate', { groupId: G }); await room.take(q, r.commit);
    seen.push(await both(room, a, b)); assert.equal((await room.status(q, n)).thumbprint, before.thumbprint, 'the key stays');
  }
  assert.deepEqual(seen, ['NotEnabled', 'NotVerified', 'Verified']);
  await room.same(a, b); await room.say(a, [b], 'x'); await room.say(b, [a], 'y');
  for (const [p, n, q] of [[a, 1, b], [b, 2, a]]) {
    const name = `${who(n).displayName} Renamed`, e = await enroll(p, pki, { kind: 'newRotateEnrollment', ...who(n), displayName: name, ciphersuite: room.suite });
    await p.call('saveX509Credential', { enrollment: e.enrollment, chain: e.chain });
    const r = await p.call('rotate', { groupId: G }); await room.take(q, r.commit);
    for (const o of [a, b]) assert.equal((await room.status(o, n)).x509.displayName, name);
    seen.push(await both(room, a, b));
  }
  await room.same(a, b); await room.update(a, [b]); await room.update(b, [a]); await room.same(a, b);
  return seen.join(' -> ');
});
scenario('stale key packages go with the new credential', [['x']], async (room, cast) => {
  const pki = await room.pki(), a = await room.basic(cast[0], 1, { nbKeyPackage: 3 }); await room.trust(a, pki);
  const before = (await a.call('keyPackageCount')).count, e = await enroll(a, pki, { kind: 'newActivationEnrollment', ...who(1), ciphersuite: room.suite });
  await a.call('saveX509Credential', { enrollment: e.enrollment, chain: e.chain, deleteStaleKeyPackages: true });
  assert.deepEqual([before, (await a.call('keyPackageCount')).count], [3, 0]);
  assert.equal((await a.call('keyPackages', { n: 2, credentialType: 'x509' })).keyPackages.length, 2);
});
scenario('ts-mls with a certificate of the same CA is Verified', [['x', 'ts'], ['ts', 'x']], async (room, cast) => {
  const [a, b] = [await room.enrolled(cast[0], 1), await room.enrolled(cast[1], 2)];
  await group(room, a, b); await room.same(a, b);
  await room.say(a, [b], 'one'); await room.say(b, [a], 'two'); await room.update(a, [b]); await room.update(b, [a]); await room.same(a, b);
});

/** Ours and core-crypto see somebody whom ts-mls plays: the same, or ours stricter for the reason given. */
const judged = (name, play, stricter) => scenario(name, [['x']], async room => {
  const seen = [];
  for (const kind of ['cc', 'x']) { const inner = new Room(room.suite, true); try { seen.push(await play(inner, kind)); } finally { await inner.end(); } }
  const [cc, x] = seen.map(s => s.replace(/\(.*?\)/, '(…)'));
  if (cc === x) return `both: ${seen[1]}`;
  assert.ok(stricter && stricter.ours.test(seen[1]), `core-crypto ${seen[0]}; ours ${seen[1]}`);
  return `core-crypto: ${seen[0]}; ours: ${seen[1]}; ${stricter.reason}`;
});
const stranger = async (room, a, t, n = 2) => outcome(room.create(a).then(() => room.add(a, t)), async () => `accepted; ${await room.state(a)}, ${(await room.status(a, n)).status}`);

judged('somebody with a certificate of a stranger\'s CA', async (room, kind) => {
  const a = await room.enrolled(kind, 1), t = await room.certifiedTs(2, await TestPki.create());
  return stranger(room, a, t);
});
judged('a certificate that does not belong to the signature key', async (room, kind) => {
  const pki = await room.pki(), a = await room.enrolled(kind, 1), mine = await x509Credential(pki, { ...who(2), ciphersuite: room.suite }), carols = await x509Credential(pki, { ...who(3), ciphersuite: room.suite });
  return stranger(room, a, await room.certifiedTs(2, pki, {}, { ...mine, chain: carols.chain }), 3);
}, { ours: /^refused/, reason: 'RFC 9420 5.3 wants the certificate\'s key and the leaf\'s to be one' });
judged('the same by external commit', async (room, kind) => {
  const pki = await room.pki(), a = await room.enrolled(kind, 1), mine = await x509Credential(pki, { ...who(2), ciphersuite: room.suite }), carols = await x509Credential(pki, { ...who(3), ciphersuite: room.suite });
  const t = await room.certifiedTs(2, pki, {}, { ...mine, chain: carols.chain });
  await room.create(a); const r = await room.update(a, []), x = await t.call('externalCommit', { groupInfo: r.groupInfo });
  return outcome(room.take(a, x.commit), async () => `accepted; ${await room.state(a)}`);
}, { ours: /^refused/, reason: 'RFC 9420 5.3 wants the certificate\'s key and the leaf\'s to be one' });
const expiredCredential = async (room, n) => {
  const pki = await room.pki(), past = { notBefore: new Date(Date.now() - 7200e3), notAfter: new Date(Date.now() - 3600e3) };
  return x509Credential({ domain: pki.domain, intermediate: pki.intermediate, leaf: o => pki.leaf({ ...o, ...past }) }, { ...who(n), ciphersuite: room.suite });
};
judged('a certificate that has expired when its holder is to be added', async (room, kind) => {
  const a = await room.enrolled(kind, 1), t = await room.certifiedTs(2, await room.pki(), {}, await expiredCredential(room, 2));
  return stranger(room, a, t);
}, { ours: /^refused/, reason: 'we do not add whom we cannot verify, unless the policy says so' });
judged('a certificate that has expired, by external commit', async (room, kind) => {
  const a = await room.enrolled(kind, 1), t = await room.certifiedTs(2, await room.pki(), {}, await expiredCredential(room, 2));
  await room.create(a); const r = await room.update(a, []), x = await t.call('externalCommit', { groupInfo: r.groupInfo });
  return outcome(room.take(a, x.commit), async () => `accepted; ${await room.state(a)}, ${(await room.status(a, 2)).status}`);
});
judged('a certificate of a stranger\'s CA, by external commit', async (room, kind) => {
  const a = await room.enrolled(kind, 1), t = await room.certifiedTs(2, await TestPki.create());
  await room.create(a); const r = await room.update(a, []), x = await t.call('externalCommit', { groupInfo: r.groupInfo });
  return outcome(room.take(a, x.commit), async () => `accepted; ${await room.state(a)}, ${(await room.status(a, 2)).status}`);
}, { ours: /^accepted; NotVerified, Revoked/, reason: 'one member who cannot be verified keeps nobody out: let in as UNTRUSTED, the state degrades' });
judged('a certified member where no trust anchor is registered', async (room, kind) => {
  const a = await room.basic(kind, 1), t = await room.certifiedTs(2, await room.pki());
  await a.call('createGroup', { groupId: G, ciphersuite: room.suite }); const r = await room.update(a, []), x = await t.call('externalCommit', { groupInfo: r.groupInfo });
  return outcome(room.take(a, x.commit), async () => `accepted; ${await room.state(a)}`);
});
for (const [label, change] of [['another display name', { displayName: 'Mallory' }], ['another domain', { domain: 'evil.example' }], ['a stranger\'s CA', null]])
  judged(`a chain with ${label} handed to mlsInitOnly`, async (room, kind) => {
    const pki = await room.pki(), p = await room.bare(kind, { deferred: true }); await room.trust(p, pki);
    const e = await enroll(p, pki, { ...who(1), ciphersuite: room.suite, certificate: change ?? {} });
    const other = await TestPki.create(), chain = change ? e.chain : other.chain(await other.leaf({ publicKey: e.csr.publicKey, uris: e.leaf.getExtension('2.5.29.17').names.items.map(n => n.value), displayName: who(1).displayName }));
    return outcome(p.call('mlsInitOnly', { enrollment: e.enrollment, chain }));
  });
