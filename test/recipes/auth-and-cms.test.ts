import { createRequire } from 'node:module';
import nodemailer from 'nodemailer';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { blocksFor } from '../docs/blocks.js';
import { rejection } from '../helpers/collect.js';
import { load, makeFolder } from '../helpers/program.js';
import { programsUnder } from './programs-under.js';
import { isReal, provide } from './somebody-elses.js';

const folder = makeFolder('recipes-auth-and-cms');

/** The program under a heading, as a file. */
function programOf(heading: string, name: string): string {
  const [program] = programsUnder(blocksFor('test/recipes/auth-and-cms.test.ts'), heading);
  return folder.write(name, program?.code ?? '');
}

let server: ScriptedServer;
beforeAll(async () => {
  const names = ['@auth/core', '@payloadcms/email-nodemailer', '@strapi/provider-email-nodemailer'];
  for (const name of names) provide(folder, name);
  server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: {
      rcpt: ({ recipient }) => (recipient === 'gone@example.org' ? '550 5.1.1 No such user' : undefined),
    },
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const url = (password = 'secret') => `smtp://alice:${password}@${server.host}:${server.port}`;

const log: unknown[] = [];
beforeEach(() => {
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...said) => void log.push(...said));
  }
});
afterEach(() => {
  log.length = 0;
  vi.unstubAllEnvs().restoreAllMocks();
});

const delivered = () => server.messages.at(-1)?.raw.toString();
const letter = { to: 'ok@example.org', subject: 'Hi', text: 'Hello' };
const refused = { kind: 'RecipientRejected', reason: 'recipient.unknown' };

describe('Auth.js', () => {
  test('the link goes out, and a wrong password is told to the operators', async () => {
    vi.stubEnv('SMTP_URL', url());
    const [good] = load(programOf('Auth.js', 'auth-good.mjs')).providers;
    const link = 'https://app.example.com/auth/callback/nodemailer?token=0123456789abcdef';
    const request = { identifier: 'ok@example.org', url: link, provider: good.options };
    await good.options.sendVerificationRequest(request);
    expect(delivered()).toContain('Sign in to app.example.com');
    expect(delivered()?.replaceAll(/=\r\n/g, '')).toContain('0123456789abcdef');

    vi.stubEnv('SMTP_URL', url('wrong'));
    const [misled] = load(programOf('Auth.js', 'auth-misled.mjs')).providers;
    expect(await rejection(misled.options.sendVerificationRequest(request))).toMatchObject({
      reason: 'auth.invalid-credentials',
    });
    expect(log).toContain('The server rejected the user name or the password.');
  });

  test.runIf(isReal)(
    'a sign-in in the real Auth.js goes through it, and one that fails is told',
    async () => {
      vi.stubEnv('SMTP_URL', url());
      const { providers } = load(programOf('Auth.js', 'auth.mjs'));
      const { Auth, skipCSRFCheck } = createRequire(`${folder.path}/x.mjs`)('@auth/core');
      const adapter = {
        getUserByEmail: async () => null,
        createVerificationToken: async (token: object) => token,
        useVerificationToken: async () => null,
      };
      const config = {
        providers,
        adapter,
        skipCSRFCheck,
        secret: 'secret',
        trustHost: true,
        basePath: '/auth',
      };
      const signIn = (email: string) =>
        Auth(
          new Request('https://app.example.com/auth/signin/nodemailer', {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({ email }),
          }),
          config,
        );
      const sent: Response = await signIn('ok@example.org');
      expect(sent.headers.get('location')).toContain('/auth/verify-request');
      expect(delivered()).toContain('Sign in to app.example.com');
      const failed: Response = await signIn('gone@example.org');
      expect(failed.headers.get('location')).toContain('error');
    },
  );
});

test('Payload: what sendEmail rejects with is typed, and the console has a record', async () => {
  vi.stubEnv('SMTP_URL', url());
  const makeAdapter = await load(programOf('Payload', 'email.mjs')).email;
  const { sendEmail } = makeAdapter({ payload: {} });
  await sendEmail(letter);
  expect(delivered()).toContain('From: App <app@example.com>');
  expect(await rejection(sendEmail({ ...letter, to: 'gone@example.org' }))).toMatchObject(refused);
  expect(String(log)).toContain('"error.type":"recipient.unknown"');
});

test('Strapi: what send rejects with is typed, and the console has a record', async () => {
  const plugins = load(programOf('Strapi', 'config/plugins.cjs'));
  const { provider, providerOptions, settings } = plugins({ env: () => url() }).email.config;
  const { init } = createRequire(`${folder.path}/x.cjs`)(`@strapi/provider-email-${provider}`);
  const { send } = init(providerOptions, settings);
  await send(letter);
  expect(delivered()).toContain('From: app@example.com');
  expect(await rejection(send({ ...letter, to: 'gone@example.org' }))).toMatchObject(refused);
  expect(String(log)).toContain('"error.type":"recipient.unknown"');
});

test('Directus: its one transporter is wrapped once it has started, and every mail goes through it', async () => {
  const mailer = nodemailer.createTransport(url());
  class MailService {
    readonly mailer = mailer;
    send = (message: object) => this.mailer.sendMail({ from: 'app@example.com', ...message });
  }
  const started: (() => Promise<void>)[] = [];
  const init = (event: string, hook: () => Promise<void>) => {
    expect(event).toBe('app.after');
    started.push(hook);
  };
  const services = { MailService };
  const { default: hook } = load(programOf('Directus', 'directus.mjs'));
  hook({ init }, { services, getSchema: async () => ({}), logger: console });
  for (const start of started) await start();

  await new MailService().send(letter);
  expect(delivered()).toContain('Subject: Hi');
  expect(await rejection(new MailService().send({ ...letter, to: 'gone@example.org' }))).toMatchObject(
    refused,
  );
});
