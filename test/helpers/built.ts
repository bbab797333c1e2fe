import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Tests use the package as an application does, built; sources that have changed since are bundled first. */
export const setup = (): void => {
  const entry = join(root, 'dist', 'index.js');
  const built = existsSync(entry) ? statSync(entry).mtimeMs : 0;
  const changed = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).some(
    (name) => name.endsWith('.ts') && statSync(join(root, 'src', name)).mtimeMs > built,
  );
  if (changed) execSync('npm run --silent bundle', { cwd: root, stdio: 'inherit' });
};
