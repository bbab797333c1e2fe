import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readTarget } from '../../src/cli/check/target.js';

describe('the server of a check', () => {
  test.each([
    ['smtp://localhost', { host: 'localhost', port: 587, secure: false }],
    ['smtps://me@mail.example.com', { host: 'mail.example.com', port: 465, secure: true, user: 'me' }],
    [
      'smtp://me@example.com@mail.example.com:25',
      { host: 'mail.example.com', port: 25, secure: false, user: 'me@example.com' },
    ],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false }],
    ['mail.example.com:25', { host: 'mail.example.com', port: 25, secure: false }],
    ['localhost', { host: 'localhost', port: 587, secure: false }],
    ['Gmail', { host: 'smtp.gmail.com', port: 465, secure: true }],
    ['outlook365', { host: 'smtp.office365.com', port: 587, secure: false }],
  ])('%s', async (text, target) => {
    expect(await readTarget(text)).toEqual(target);
  });

  test('a service by its name, where Nodemailer is not installed, is told so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-errors-'));
    const root = fileURLToPath(new URL('../..', import.meta.url));
    for (const entry of ['dist', 'package.json'])
      cpSync(join(root, entry), join(folder, entry), { recursive: true });
    try {
      execFileSync(process.execPath, [join(folder, 'dist/cli/main.js'), 'check', 'gmail'], { stdio: 'pipe' });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        status: 2,
      });
      expect(String(error)).toContain('Nodemailer, and it is not installed here: npm install nodemailer');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
