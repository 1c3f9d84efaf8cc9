// node roles.mjs [filter]     Every scenario of groups.mjs and identity.mjs: role x suite x credential, as a table.
// Environment: PEER_X (our peer's command line; `cc` lets core-crypto play our part), SUITES (1,2), LANES (2), ROLES_REPORT (a file for the table).
import { writeFileSync } from 'node:fs';
import { groups } from './groups.mjs';
import { identity } from './identity.mjs';
import { Room, endIdle } from './room.mjs';

const only = process.argv[2], suites = (process.env.SUITES ?? '1,2').split(',').map(Number), rows = [];
const jobs = [];
for (const suite of suites) for (const s of [...groups, ...identity]) for (const cast of s.casts) for (const certified of [false, true]) {
  if ((s.certifiedOnly && !certified) || (s.basicOnly && certified) || (only && !s.name.includes(only))) continue;
  jobs.push({ ...s, suite, cast, certified });
}
async function run({ name, suite, cast, certified, play }) {
  const room = new Room(suite, certified), started = Date.now();
  const row = { name, suite, credential: certified ? 'X.509' : 'Basic', role: cast.join(' ') };
  let clock; const late = new Promise((_, no) => { clock = setTimeout(() => no(new Error('not done within two minutes')), 120_000); });
  try { Object.assign(row, { result: 'ok', note: (await Promise.race([play(room, cast), late])) ?? '' }); }
  catch (e) { Object.assign(row, { result: 'FAILED', note: `${e.message}${e.peer ? ` ${JSON.stringify(e.peer).slice(0, 400)}` : ''}`.replace(/\s+/g, ' ') }); }
  clearTimeout(clock); await room.end();
  rows.push(row); console.log(`${row.result.padEnd(6)} suite ${suite}  ${row.credential.padEnd(5)}  ${row.role.padEnd(17)}  ${name}${row.note ? `  [${row.note}]` : ''}  ${Date.now() - started} ms`);
}
let next = 0;
await Promise.all(Array.from({ length: Number(process.env.LANES ?? 2) }, async () => { while (next < jobs.length) await run(jobs[next++]); }));
endIdle();
const failed = rows.filter(r => r.result !== 'ok').length;
const table = ['| scenario | role | suite | credential | result | note |', '|---|---|---|---|---|---|',
  ...jobs.map(j => rows.find(r => r.name === j.name && r.suite === j.suite && r.role === j.cast.join(' ') && r.credential === (j.certified ? 'X.509' : 'Basic')))
    .map(r => `| ${r.name} | ${r.role} | ${r.suite} | ${r.credential} | ${r.result} | ${String(r.note).replaceAll('|', '\\|')} |`)].join('\n');
if (process.env.ROLES_REPORT) writeFileSync(process.env.ROLES_REPORT, table + '\n');
console.log(`roles: ${rows.length - failed} ok, ${failed} failed (x is ours, cc core-crypto, ts ts-mls)`);
process.exit(failed || rows.length === 0 ? 1 : 0);
