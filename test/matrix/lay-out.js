import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a copy of the project that has another Nodemailer. A copy, since child processes, examples
 * and the command line import Nodemailer too, and Node looks for it from where a file really is.
 *
 * @param {string} root The project.
 * @param {string} nodemailer The folder of the other Nodemailer.
 * @param {string} copy Where to make it; what was there is removed.
 */
export function layOut(root, nodemailer, copy) {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, 'node_modules'), { recursive: true });
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const part of ['dist', ...listed.split('\0')]) {
    const source = join(root, part);
    if (part !== '' && existsSync(source)) cpSync(source, join(copy, part), { recursive: true });
  }
  for (const name of readdirSync(join(root, 'node_modules'))) {
    // A cache of the test runner's, and what is to be another one here.
    if (name === '.vite' || name === 'nodemailer') continue;
    symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), 'junction');
  }
  symlinkSync(nodemailer, join(copy, 'node_modules', 'nodemailer'), 'junction');
}
