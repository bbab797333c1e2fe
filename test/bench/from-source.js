import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Loads a module of `src` that no entry exports.
 *
 * @param {string} file
 */
export async function fromSource(file) {
  const absWorkingDir = fileURLToPath(new URL('../..', import.meta.url));
  const outfile = `.artifacts/bench/${basename(file, '.ts')}.js`;
  await build({ absWorkingDir, entryPoints: [file], bundle: true, format: 'esm', platform: 'node', outfile });
  return import(`../../${outfile}`);
}
