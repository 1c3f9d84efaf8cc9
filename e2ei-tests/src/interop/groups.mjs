// Scenarios of groups: ours in each role beside core-crypto (and ts-mls where somebody else has to speak).
import assert from 'node:assert/strict';
import { G, hex, id, kindOf, outcome, refused } from './room.mjs';

/** Ours in each of n roles, core-crypto in the others; and the other way about. */
const each = n => {
  const casts = [];
  for (let i = 0; i < n; i++) casts.push(Array.from({ length: n }, (_, k) => (k === i ? 'x' : 'cc')));
  if (n > 2) for (let i = 0; i < n; i++) casts.push(Array.from({ length: n }, (_, k) => (k === i ? 'cc' : 'x')));
  return casts;
};
const clients = (room, cast) => Promise.all(cast.map((kind, i) => room.client(kind, i + 1)));

export const groups = [];
const scenario = (name, casts, play, more = {}) => groups.push({ name, casts, play, ...more });

scenario('what is emitted has the reference\'s forms', each(2), async (room, cast) => {
  const [a, b] = await clients(room, cast), k = await room.keyPackage(b);
  assert.match(k, new RegExp(`^0001000${room.suite}`), 'bare KeyPackage');
  await room.create(a);
  const r = await a.call('add', { groupId: G, keyPackages: [k] });
  assert.match(r.commit, /^00010001/, 'PublicMessage'); assert.match(r.welcome, /^00010003/, 'Welcome'); assert.match(r.groupInfo, /^00010004/, 'GroupInfo');
  await b.call('processWelcome', { welcome: r.welcome });
  assert.match((await a.call('encrypt', { groupId: G, plaintext: '00' })).message, /^00010002/, 'PrivateMessage');
  const t = await room.basic('ts', 3), d = await t.call('describeKeyPackage', { keyPackage: k });
  assert.deepEqual([d.capabilities.extensions, d.capabilities.proposals, d.capabilities.credentials, d.extensions, d.leafExtensions], [[], [], ['basic', 'x509'], [], []]);
  assert.equal(d.lifetime.notAfter - d.lifetime.notBefore, 84 * 86400 + 3600);
  assert.equal(d.capabilities.ciphersuites.length, 5);
});
scenario('bare and framed are read alike', [['x', 'cc'], ['x', 'x']], async (room, cast) => {
  const [a, b] = await clients(room, cast), c = await room.client('x', 3), d = await room.client('x', 4), raw = true;
  await room.create(a);
  await room.add(a, b);
  const k = await room.keyPackage(c), r = await a.call('add', { groupId: G, keyPackages: [`00010005${k}`], raw });
  await room.take(b, r.commit);
  await c.call('processWelcome', { welcome: r.welcome.slice(8), raw });
  for (const [p, groupInfo] of [[d, r.groupInfo.slice(8)], [d, null]]) {
    const info = groupInfo ?? (await room.update(a, [b, c, d])).groupInfo;
    const x = await room.external(p, info, { raw }); for (const o of [a, b, c]) await room.take(o, x.commit);
    await room.same(a, b, c, d); if (groupInfo) assert.equal((await a.call('members', { groupId: G })).members.length, 4);
  }
});
scenario('life of a group', each(3), async (room, cast) => {
  const [a, b, c] = await clients(room, cast);
  await room.create(a);
  await room.add(a, b); await room.say(a, [b], 'one'); await room.say(b, [a], 'two');
  await room.add(b, c, [a]); await room.same(a, b, c);
  const up = await c.call('update', { groupId: G });
  for (const p of [a, b]) assert.equal((await room.take(p, up.commit)).hasEpochChanged, true);
  await room.same(a, b, c);
  const rm = await a.call('remove', { groupId: G, clientIds: [b.id] });
  await room.take(c, rm.commit);
  assert.equal((await room.take(b, rm.commit)).isActive, false);
  assert.deepEqual((await c.call('members', { groupId: G })).members.sort(), [a.id, c.id]);
  const ext = await room.external(b, rm.groupInfo);
  for (const p of [a, c]) await room.take(p, ext.commit);
  await room.same(a, b, c); await room.say(b, [a, c], 'back again');
});
for (const wirePolicy of ['plaintext', 'ciphertext']) scenario(`create, join, update, add, remove: ${wirePolicy} handshakes`, [...each(4), ['x', 'ts', 'cc', 'x'], ['ts', 'x', 'x', 'cc'], ['cc', 'x', 'ts', 'x']], async (room, cast) => {
  const [a, b, c, d] = await clients(room, cast), how = { wirePolicy };
  await room.create(a, how);
  await room.add(a, b, [], how); await room.same(a, b);
  await room.say(a, [b], 'one'); await room.say(b, [a], 'two');
  for (const [from, to] of [[b, a], [a, b]]) { await room.update(from, [to], wirePolicy); await room.same(a, b); }
  await room.add(b, c, [a], how); await room.add(b, d, [a, c], how); await room.same(a, b, c, d);
  const rm = await d.call('remove', { groupId: G, clientIds: [c.id], wirePolicy });
  for (const p of [a, b]) await room.take(p, rm.commit);
  await room.same(a, b, d); await room.say(d, [a, b], 'still here');
});
scenario('a restart keeps the group', [['x', 'cc'], ['cc', 'x']], async (room, cast) => {
  const i = cast.indexOf('x'), [a, b] = await clients(room, cast), p = [a, b][i], other = [a, b][1 - i];
  await room.create(a); await room.add(a, b);
  const { message } = await other.call('encrypt', { groupId: G, plaintext: hex('while away') });
  if (process.env.PEER_X !== 'cc') await p.call('restart');
  assert.equal((await room.take(p, message)).plaintext, hex('while away'));
  await refused(room.take(p, message), /DuplicateMessage/);
  await room.update(p, [other]); await room.same(a, b);
});
scenario('errors by name', each(2), async (room, cast) => {
  const [a, b] = await clients(room, cast), out = [];
  await refused(a.call('encrypt', { groupId: G, plaintext: '00' }), /ConversationNotFound|Couldn't find conversation|CONVERSATION_NOT_FOUND/);
  await room.create(a); await refused(room.create(a), /ConversationAlreadyExists/);
  const r = await room.add(a, b);
  const own = kindOf(await refused(room.take(a, r.commit))); assert.match(own, /DuplicateMessage|SelfCommitIgnored|StaleCommit/); out.push(own);
  const m = await room.say(a, [b], 'x');
  await refused(room.take(b, m), /DuplicateMessage/);
  const u1 = await a.call('update', { groupId: G }), u2 = await a.call('update', { groupId: G }), u3 = await a.call('update', { groupId: G });
  await refused(room.take(b, u3.commit), /WrongEpoch/);
  await refused(room.take(b, u2.commit), /BufferedFutureMessage/);
  const late = await room.take(b, u1.commit); if (b.kind === 'x' && process.env.PEER_X !== 'cc') assert.equal(late.buffered.length, 1); else await outcome(room.take(b, u2.commit));
  await room.take(b, u3.commit); await room.same(a, b);
  const stale = kindOf(await refused(room.take(b, u1.commit))); assert.match(stale, /DuplicateMessage|StaleCommit/); out.push(stale);
  const mine = await a.call('encrypt', { groupId: G, plaintext: '00' });
  await refused(room.take(a, mine.message), /DuplicateMessage/);
  const w = await room.client('cc', 3), k = await room.keyPackage(w), x = await a.call('add', { groupId: G, keyPackages: [k] });
  await refused(b.call('processWelcome', { welcome: x.welcome }), /OrphanWelcome|ORPHAN_WELCOME|ConversationAlreadyExists/);
  return `own commit ${out[0]}, stale commit ${out[1]}`;
});
scenario('a commit that the delivery service rejects is not merged', each(2), async (room, cast) => {
  const [a, b] = await clients(room, cast);
  await room.create(a);
  await a.call('setTransportResponse', { response: { abort: { reason: 'too late' } } });
  await refused(a.call('add', { groupId: G, keyPackages: [await room.keyPackage(b)] }), /MessageRejected.*too late/);
  assert.equal((await a.call('epoch', { groupId: G })).epoch, 0);
  await a.call('setTransportResponse', { response: 'success' });
  await room.add(a, b); await room.same(a, b);
});
scenario('a tampered ciphertext does not burn the real one', each(2), async (room, cast) => {
  const [a, b] = await clients(room, cast);
  await room.create(a); await room.add(a, b);
  const { message } = await a.call('encrypt', { groupId: G, plaintext: hex('intact') });
  await refused(room.take(b, message.slice(0, -2) + (message.endsWith('00') ? '01' : '00')));
  assert.equal((await room.take(b, message)).plaintext, hex('intact'));
});
scenario('messages out of order within an epoch', [['cc', 'x'], ['x', 'cc']], async (room, cast) => {
  const [a, b] = await clients(room, cast);
  await room.create(a); await room.add(a, b);
  const ms = []; for (let i = 0; i < 6; i++) ms.push((await a.call('encrypt', { groupId: G, plaintext: hex(`m${i}`) })).message);
  const got = []; for (const i of [5, 4, 3, 2, 1, 0]) got.push(await outcome(room.take(b, ms[i]), () => 'ok'));
  assert.equal(got[0], 'ok'); assert.equal(got[1], 'ok'); assert.ok(got.slice(3).every(x => /DuplicateMessage/.test(x)), got.join());
  return `newest first: ${got.filter(x => x === 'ok').length} read`;
});
scenario('messages of past epochs', [['cc', 'x'], ['x', 'cc']], async (room, cast) => {
  const [a, b] = await clients(room, cast);
  await room.create(a); await room.add(a, b);
  const old = []; for (let i = 0; i < 6; i++) { old.push((await a.call('encrypt', { groupId: G, plaintext: hex(`e${i}`) })).message); await room.update(a, [b]); }
  const got = []; for (let i = 5; i >= 0; i--) got.push(await outcome(room.take(b, old[i]), () => 'ok'));
  assert.deepEqual(got.slice(0, 3), ['ok', 'ok', 'ok']); assert.ok(got.slice(3).every(x => /MessageEpochTooOld/.test(x)), got.join());
});
scenario('external commits in both directions', [...each(3), ['x', 'ts', 'cc']], async (room, cast) => {
  const [a, b, c] = await clients(room, cast);
  await room.create(a);
  const first = await room.update(a, []);
  const x = await room.external(b, first.groupInfo); await room.take(a, x.commit); await room.same(a, b);
  const y = await room.external(c, x.groupInfo); for (const p of [a, b]) await room.take(p, y.commit);
  await room.same(a, b, c); await room.say(c, [a, b], 'all in');
});
scenario('resync: a former leaf is replaced by external commit', [['cc', 'x'], ['x', 'cc'], ['ts', 'x'], ['x', 'ts']], async (room, cast) => {
  const [a, b] = await clients(room, cast);
  await room.create(a); const r = await room.add(a, b);
  await b.call('wipe', { groupId: G });
  const x = await room.external(b, r.groupInfo, { resync: true });
  await room.take(a, x.commit); await room.same(a, b);
  assert.equal((await a.call('members', { groupId: G })).members.length, 2);
});
scenario('proposals by one, committed by another', [['cc', 'x', 'cc', 'cc'], ['x', 'ts', 'cc', 'cc'], ['x', 'ts', 'x', 'x'], ['cc', 'x', 'x', 'x'], ['cc', 'ts', 'x', 'x'], ['x', 'x', 'cc', 'cc']], async (room, cast) => {
  const [a, b, c, d] = await clients(room, cast);
  await room.create(a); await room.add(a, b); await room.add(a, c, [b]);
  const p1 = await b.call('proposeAdd', { groupId: G, keyPackage: await room.keyPackage(d) });
  const p2 = await b.call('proposeRemove', { groupId: G, clientId: c.id });
  const delays = [];
  for (const p of [p1, p2]) { delays.push((await room.take(a, p.proposal)).commitDelay); await room.take(c, p.proposal); }
  const r = await a.call('commitPending', { groupId: G });
  await room.take(b, r.commit); await d.call('processWelcome', { welcome: r.welcome });
  await room.take(c, r.commit);
  await room.same(a, b, d); await room.say(d, [a, b], 'by proposal');
  return `commitDelay ${delays.join(', ')}`;
}, { basicOnly: true });
scenario('one half of the tree is removed', [['cc', 'ts', 'x', 'cc', 'ts', 'cc'], ['cc', 'cc', 'x', 'x', 'cc', 'x'], ['x', 'x', 'cc', 'x', 'x', 'cc'], ['x', 'cc', 'ts', 'x', 'cc', 'x']], async (room, cast) => {
  const [a, b, c, d, e, f] = await clients(room, cast);
  await room.create(a); await room.add(a, b); await room.add(a, c, [b]); await room.add(a, d, [b, c]);
  const r = await c.call('remove', { groupId: G, clientIds: [a.id, b.id] }); await room.take(d, r.commit); await room.same(c, d);
  await room.add(c, e, [d]); await room.add(d, f, [c, e]); await room.same(c, d, e, f);
  for (const [x, others] of [[f, [c, d, e]], [c, [d, e, f]], [e, [c, d, f]]]) await room.update(x, others);
  await room.same(c, d, e, f);
});
scenario('update in a group of one, then a newcomer', each(2), async (room, cast) => {
  const [a, b] = await clients(room, cast);
  await room.create(a); for (let i = 0; i < 3; i++) await a.call('update', { groupId: G });
  await room.add(a, b); await room.same(a, b); await room.update(b, [a]); await room.same(a, b);
});
scenario('the backend proposes a removal', [['x', 'cc'], ['cc', 'x'], ['x', 'x']], async (room, cast) => {
  const [a, b] = await clients(room, cast), backend = await room.basic('ts', 6), key = await backend.call('signatureKeyPair');
  await room.create(a, { externalSenders: [key.publicKey] });
  const r = await room.add(a, b);
  assert.equal((await a.call('externalSender', { groupId: G })).key, key.publicKey); assert.equal((await b.call('externalSender', { groupId: G })).key, key.publicKey);
  const p = await backend.call('externalProposal', { groupInfo: r.groupInfo, remove: 1, privateKey: key.privateKey });
  assert.equal((await room.take(a, p.proposal)).commitDelay, 0); await room.take(b, p.proposal);
  const c = await a.call('commitPending', { groupId: G });
  assert.equal((await room.take(b, c.commit)).isActive, false);
  const bad = await backend.call('signatureKeyPair'), q = await backend.call('externalProposal', { groupInfo: c.groupInfo, remove: 0, privateKey: bad.privateKey });
  await refused(room.take(a, q.proposal));
});
scenario('a newcomer proposes its own Add', [['x', 'cc']], async (room, cast) => {
  const [a, b] = await clients(room, cast), t = await room.basic('ts', 3);
  await room.create(a); const r = await room.add(a, b);
  const p = await t.call('proposeJoin', { groupInfo: r.groupInfo });
  const x = await outcome(room.take(a, p.proposal), () => 'accepted'), y = await outcome(room.take(b, p.proposal), () => 'accepted');
  return `ours ${x}; core-crypto ${y}`;
}, { basicOnly: true });

/** The same newcomer is offered to core-crypto and to ours: the same answer, or ours is stricter for the reason given. */
const offered = (what, init, stricter) => groups.push({
  name: `offered: ${what}`, casts: [['x']], basicOnly: true, play: async room => {
    const answers = [];
    for (const kind of ['cc', 'x']) {
      const inner = new room.constructor(room.suite, false);
      try {
        const a = await inner.basic(kind, 1), t = await inner.basic('ts', 2, init());
        await inner.create(a); answers.push(await outcome(inner.add(a, t)));
      } finally { await inner.end(); }
    }
    const [cc, x] = answers.map(s => s.split(' ')[0]);
    assert.ok(cc === x || (stricter && x === 'refused'), `core-crypto ${answers[0]}, ours ${answers[1]}`);
    return cc === x ? `both ${answers.join(' / ')}` : `ours is stricter: ${answers[1]}; ${stricter}`;
  },
});
const now = () => Math.floor(Date.now() / 1000);
offered('capabilities with GREASE', () => ({ grease: true }));
offered('key package of unbounded lifetime', () => ({ lifetime: { notBefore: 0, notAfter: '9223372036854775807' } }));
offered('expired key package', () => ({ lifetime: { notBefore: now() - 9000, notAfter: now() - 60 } }));
offered('leaf that supports only Basic', () => ({ capabilities: { credentials: ['basic'] } }));
offered('unknown extension in the key package', () => ({ keyPackageExtensions: [{ type: 0xf123, data: '01' }], capabilities: { extensions: [0xf123] } }));
offered('unknown extension in the leaf, listed', () => ({ leafExtensions: [{ type: 0xf123, data: '01' }], capabilities: { extensions: [0xf123] } }));
offered('unknown extension in the leaf, not listed', () => ({ leafExtensions: [{ type: 0xf123, data: '01' }] }));
groups.push({
  name: 'offered: last_resort in the key package', casts: [['x']], basicOnly: true, play: async room => {
    const a = await room.basic('x', 1), t = await room.basic('ts', 2, { keyPackageExtensions: [{ type: 10, data: '' }], capabilities: { extensions: [10] } });
    await room.create(a); await room.add(a, t); await room.same(a, t);
    return 'taken; core-crypto refuses it, as it reads the number as an extension of its own';
  },
});

// What other engines do against RFC 9420, as small as it can be shown; ours follows them where all others do.
groups.push({
  name: 'ts-mls writes signature keys on NIST curves compressed (5.1.1 has uncompressed points only)', casts: [['x']], basicOnly: true, play: async room => {
    const [a, b] = [await room.basic('x', 1), await room.basic('cc', 2)], t = await room.bare('ts'), { signPublicKey } = await t.call('init', { clientId: id(3), ciphersuite: room.suite });
    assert.equal(signPublicKey.length / 2, room.suite === 2 ? 33 : 32);
    await room.create(a); await room.add(a, b); await room.add(b, t, [a]);
    await room.say(t, [a, b], 'signed with it'); await room.update(t, [a, b]); await room.same(a, b, t);
    return room.suite === 2 ? `a key of 33 octets, ${signPublicKey.slice(0, 2)}…; core-crypto takes it, and so do we` : 'Ed25519 has one form';
  },
});
