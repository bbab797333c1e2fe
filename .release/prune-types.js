import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

// tsc declares every file of src. What the entries' declarations do not lead to is nobody's to import, and
// says nothing of the bundles: it is not published.
const { exports: entries } = JSON.parse(readFileSync('package.json', 'utf8'));
/** @type {Set<string>} */
const kept = new Set();
for (const entry of Object.values(entries)) if (entry.default) keep(resolve(entry.default.types));

/** @param {string} file */
function keep(file) {
  if (kept.has(file)) return;
  kept.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from |import\()["'](\.[^"']*)\.js["']/g);
  for (const [, path] of imports) keep(resolve(file, '..', `${path}.d.ts`));
}

for (const { parentPath, name } of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const file = resolve(parentPath, name);
  if (/\.d\.ts(?:\.map)?$/.test(name) && !kept.has(file.replace(/\.map$/, ''))) rmSync(file);
}
