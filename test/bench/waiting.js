import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const sends = 100_000;

/** What sends hold that wait for a server, in a pool of bare Nodemailer's and at the pace of a wrapped transport. */
export async function waiting() {
  const file = fileURLToPath(new URL('./held.js', import.meta.url));
  /** @param {string} kind */
  const held = async (kind) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--expose-gc',
      '--max-old-space-size=4096',
      file,
      String(sends),
      kind,
    ]);
    return Number(stdout);
  };
  const bare = await held('bare');
  /** @type {import('./measure.js').Row[]} */
  const rows = [];
  for (const kind of ['wrapped, a pool', 'wrapped, single connections']) {
    const own = await held(kind);
    rows.push({
      what: `Heap of each of ${sends} sends that wait, ${kind}`,
      figure: `${(own / 1000).toFixed(1)} kB (a bare pool: ${(bare / 1000).toFixed(1)} kB)`,
      wanted: '≤ 1 kB more than a bare pool',
    });
  }
  return rows;
}
