// What an application writes, compiled by each TypeScript with the types of each Nodemailer.
import nodemailer, { type Transporter } from 'nodemailer';
import {
  AuthenticationFailedError,
  type Diagnosis,
  isSmtpError,
  type Reason,
  type RecipientOutcome,
  setCredentials,
  type WrapOptions,
  type Wrapped,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import { diagnose } from 'nodemailer-smtp-errors/diagnose';
import { failover } from 'nodemailer-smtp-errors/failover';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';

const options: WrapOptions = { logger: console, deadline: 60_000 };

const single = wrapTransport(nodemailer.createTransport({ host: 'localhost', port: 25 }), options);
const pooled = wrapTransport(nodemailer.createTransport({ pool: true, host: 'localhost' }));
const byUrl = wrapTransport(nodemailer.createTransport('smtp://localhost'));
const streamed = wrapTransport(nodemailer.createTransport({ streamTransport: true }));
const json = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
const local = wrapTransport(nodemailer.createTransport({ sendmail: true }));
const custom = wrapTransport(
  nodemailer.createTransport({
    name: 'custom',
    version: '1',
    send: (_mail, callback) =>
      callback(null, {
        envelope: { from: 'a@example.com', to: ['b@example.com'] },
        messageId: '<1@example.com>',
        accepted: [],
        rejected: [],
        pending: [],
        response: '250 OK',
      }),
  }),
);

const several = nodemailer.createTransport(failover([single, pooled, byUrl, streamed, json, local, custom]));

export async function sentBy(): Promise<string> {
  const info = await several.sendMail({ to: 'b@example.com', text: 'Hello' });
  // The types before Nodemailer 10 give every transport the info of SMTP.
  return `${info.messageId} by ${'transport' in info ? info.transport : 'somebody'}`;
}

export async function send(): Promise<string> {
  const message = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };
  try {
    const info = await single.sendMail(message);
    const { accepted }: { accepted: readonly unknown[] } = await pooled.sendMail(message);
    await Promise.all([byUrl.sendMail(message), streamed.sendMail(message), local.sendMail(message)]);
    await Promise.all([json.sendMail(message), custom.sendMail(message)]);
    pooled.close();
    return `${info.response} ${accepted.length}`;
  } catch (error) {
    if (error instanceof AuthenticationFailedError) return error.remediation.steps.join('\n');
    if (!isSmtpError(error)) throw error;
    const reason: Reason = error.reason;
    switch (error.kind) {
      case 'RateLimited': {
        const limit: 'rate.limited' | 'rate.greylisted' = error.reason;
        return `${limit} ${error.retry.afterMs ?? 0}`;
      }
      case 'RelayDenied':
        return error.reason satisfies 'relay.denied';
      default:
        return `${reason} ${error.reply?.code ?? ''} ${error.recipients.length}`;
    }
  }
}

export async function test(): Promise<Diagnosis> {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  return diagnose(`535 5.7.8 ${server.host}`, { phase: 'auth' });
}

/** What `sendMail` resolves with, whoever declares Nodemailer. */
export async function told(): Promise<string> {
  const info = await pooled.sendMail({ to: 'b@example.com', text: 'Hello', deadline: 10_000, retry: false });
  const { recipients }: { recipients: readonly RecipientOutcome[] } = info;
  const refused = (info.rejectedErrors ?? []).map((error) => `${error.recipient}: ${error.reason}`);
  for (const error of info.rejectedErrors ?? []) refused.push(error.remediation.summary);
  setCredentials(pooled, { user: 'alice', pass: process.env['SMTP_PASSWORD'] });
  byUrl.sendMail({ to: 'b@example.com' }, (error, { response }) => refused.push(error?.kind ?? response));
  return `${info.messageId} ${info.accepted.length} ${recipients[0]?.outcome} ${refused.join()}`;
}

/** A service as Nest has it: the transporter by the types of whoever declares Nodemailer. */
export class Letters {
  constructor(private readonly mailer: Wrapped<Transporter>) {}

  async send(to: string): Promise<string> {
    const info = await this.mailer.sendMail({ to, deadline: 5_000 });
    return info.recipients?.[0]?.outcome ?? info.messageId;
  }
}
export const letters = new Letters(single);
export const plain: Transporter = single;
export function generic<T extends Transporter>(mailer: T): T {
  return wrapTransport(mailer);
}

/** What a test has. */
export const mock = wrapTransport({
  sendMail: async (message: { to: string }) => ({ messageId: message.to }),
});

// @ts-expect-error there is no such outcome
export const wrong: Promise<string> = pooled.sendMail({}).then(({ recipients }) => recipients[0]?.missing);

// @ts-expect-error options are not a transporter
wrapTransport({ host: 'localhost' });
