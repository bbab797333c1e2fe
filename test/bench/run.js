// npm run bench [-- NAME…]: the tables of docs/proof.md. Names: see `benches`.
import { cpus } from 'node:os';
import { channels } from './channels.js';
import { diagnosis } from './diagnosis.js';
import { fleet } from './fleet.js';
import { importTime } from './import-time.js';
import { logins } from './logins.js';
import { memory } from './memory.js';
import { pace } from './pace.js';
import { packageSize } from './package-size.js';
import { settling } from './settling.js';
import { distance, throughput } from './throughput.js';
import { waiting } from './waiting.js';

/** @type {Record<string, () => readonly import('./measure.js').Row[] | Promise<readonly import('./measure.js').Row[]>>} */
const benches = {
  throughput,
  distance,
  memory,
  logins,
  settling,
  pace,
  fleet,
  waiting,
  channels,
  diagnosis,
  'import-time': importTime,
  size: packageSize,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`Expected names out of ${Object.keys(benches).join(', ')}; got ${unknown.join(', ')}.`);
  process.exit(1);
}

const [{ model } = { model: 'unknown' }, ...others] = cpus();
console.log(
  `${model.trim()}, ${others.length + 1} cores, Node ${process.versions.node}, ${process.platform}\n`,
);
console.log('| figure | measured | wanted |\n| --- | --- | --- |');
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const { what, figure, wanted = '' } of await bench())
    console.log(`| ${what} | ${figure} | ${wanted} |`);
}
