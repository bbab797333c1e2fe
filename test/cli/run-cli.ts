import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as it is published. */
export const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a user does, and waits for its end. */
export function runCli(
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { SMTP_PASSWORD: _own, FORCE_COLOR: _colour, NO_COLOR: _none, ...rest } = process.env;
    const child = spawn(process.execPath, [program, ...args], { env: { ...rest, COLUMNS: '80', ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** The environment in which a certificate is trusted, for as long as it is in use. */
export function trusting(
  certificate: string,
): Disposable & { readonly env: Readonly<Record<string, string>> } {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-errors-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, certificate);
  return {
    env: { NODE_EXTRA_CA_CERTS: file },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
