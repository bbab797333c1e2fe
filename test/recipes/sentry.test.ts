import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksFor } from '../docs/blocks.js';
import { makeFolder, run } from '../helpers/program.js';
import { provide } from './somebody-elses.js';

const folder = makeFolder('recipes-sentry');
const [program = ''] = blocksFor('test/recipes/sentry.test.ts').map(({ code }) => code);

let server: ScriptedServer;
beforeAll(async () => {
  provide(folder, '@sentry/node');
  server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: { rcpt: '550 5.1.1 No such user' },
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

test('Sentry gets one event, grouped by reason and host, with what to do and without an address', async () => {
  const received: string[] = [];
  const sentry = createServer(async (request, response) => {
    received.push(await text(request));
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(sentry, 'listening');
  const address = sentry.address();
  const dsn = `http://key@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/1`;

  const file = folder.write('sentry.mjs', program);
  const url = `smtp://alice:secret@${server.host}:${server.port}`;
  expect(await run(file, { SMTP_URL: url, SENTRY_DSN: dsn })).toMatchObject({ code: 0, stderr: '' });
  sentry.close();

  const events = received.filter((envelope) => envelope.includes('"exception"'));
  expect(events).toHaveLength(1);
  expect(events[0]).toContain(`"fingerprint":["smtp","recipient.unknown","${server.host}"]`);
  expect(events[0]).toContain('"smtp.disposition":"permanent"');
  expect(events[0]).toMatch(/"What to do":\{.*"steps":\[/);
  expect(events[0]).not.toMatch(/nobody@|secret/);
});
