import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { vi } from 'vitest';
import { root } from '../helpers/entries.js';
import type { Folder } from '../helpers/program.js';

const here = `${root}test/recipes`;

/** True where `npm run test:recipes` has installed the real frameworks. */
export const isReal = existsSync(`${here}/real/node_modules`);

// They take their time to load, and to build.
if (isReal) vi.setConfig({ testTimeout: 240_000 });

/** Gives the programs in a folder a framework: the real one, or where it is not installed what has the shape of it. */
export function provide(folder: Folder, framework: string): void {
  const link = `${folder.path}/node_modules/${framework}`;
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(isReal ? `${here}/real/node_modules/${framework}` : `${here}/stand-ins/${framework}`, link);
}
