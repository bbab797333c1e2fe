import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from './helpers/entries.js';

/** A Node where no file can be opened any more once it comes to `p-retry`. */
const hooks = `export async function resolve(specifier, context, next) {
  if (specifier === 'p-retry') throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
  return next(specifier, context);
}`;
const register = `import { register } from 'node:module';
register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;

const program = `import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
const server = await startScriptedServer({ script: { mail: '451 4.3.0 Try again later' } });
const transport = nodemailer.createTransport({ host: server.host, port: server.port });
const mailer = wrapTransport(transport, { retry: { minTimeout: 0 } });
const error = await mailer.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'x' }).catch((e) => e);
console.log(error.reason, error.responseCode, error.delivery, error.attempts.length);
await server.close();`;

test('where what further attempts need cannot be loaded, the send fails with what the server said', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(register)}`,
      '--input-type=module',
      '--eval',
      program,
    ],
    { cwd: root },
  );
  expect(stdout).toBe('server.busy 451 not-sent 1\n');
});
