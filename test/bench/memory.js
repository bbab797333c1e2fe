import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const sends = 100_000;

/** What is left on the heap, in a process of its own. */
export async function memory() {
  const file = fileURLToPath(new URL('./heap.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, String(sends)]);
  const { before, after } = JSON.parse(stdout);
  return [
    {
      what: `Heap growth from ${sends / 100} sends to ${sends}`,
      figure: `${(after - before).toFixed(2)} MiB (${before.toFixed(2)} to ${after.toFixed(2)})`,
      wanted: '≤ 2 MB',
    },
  ];
}
