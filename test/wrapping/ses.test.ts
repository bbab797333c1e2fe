import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test } from 'vitest';
import { maskAddresses } from '../../src/errors/mask-addresses.js';
import { bothWays, mail } from '../helpers/both-ways.js';
import { rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

type Row = [name: string, message: string, kind: string, reason: string, disposition: string];

/** An older Nodemailer gives no code to what Amazon says. */
const coded = nodemailerHas('codes of SES') ? { code: 'ESES' } : {};

/** A client of Amazon SES that answers as it is told. */
function ses(send: () => Promise<{ MessageId: string }>) {
  const requests: object[] = [];
  class SendEmailCommand {
    constructor(request: object) {
      requests.push(request);
    }
  }
  const client = { send, config: { region: async () => 'eu-west-1' } };
  const create = () => nodemailer.createTransport({ SES: { sesClient: client, SendEmailCommand } });
  return { create, requests };
}

const failing = (name: string, message: string, code?: string) =>
  ses(() => Promise.reject(Object.assign(new Error(message), { name }, code ? { code } : {})));

test('a message sent through Amazon SES resolves with the same info as without wrapping', async () => {
  const { create, requests } = ses(async () => ({ MessageId: '0102' }));
  const { bare, wrapped } = await bothWays(create, async (mailer) => ({
    info: await mailer.sendMail(mail),
    verified: await mailer.verify(),
  }));
  expect(wrapped).toEqual(bare);
  expect(wrapped.info.messageId).toBe('<0102@eu-west-1.amazonses.com>');
  expect(wrapped.verified).toBe(true);
  expect(requests.slice(2)).toEqual(requests.slice(0, 2));
});

test.each<Row>([
  ['MessageRejected', 'Email contains a virus.', 'MessageRejected', 'message.rejected', 'permanent'],
  [
    'MessageRejected',
    'Email address is not verified. The following identities failed the check: a@b.example',
    'SenderRejected',
    'sender.rejected',
    'permanent',
  ],
  ['MailFromDomainNotVerifiedException', 'Not verified', 'SenderRejected', 'sender.rejected', 'permanent'],
  ['ThrottlingException', 'Rate exceeded', 'RateLimited', 'rate.limited', 'transient'],
  ['TooManyRequestsException', 'Too many requests', 'RateLimited', 'rate.limited', 'transient'],
  [
    'AccountSuspendedException',
    'The account is suspended',
    'AuthenticationFailed',
    'auth.account-locked',
    'operator-action',
  ],
  [
    'SendingPausedException',
    'Sending is paused',
    'AuthenticationFailed',
    'auth.account-locked',
    'operator-action',
  ],
  [
    'SignatureDoesNotMatch',
    'The request signature does not match',
    'AuthenticationFailed',
    'auth.invalid-credentials',
    'operator-action',
  ],
  [
    'ExpiredTokenException',
    'The security token is expired',
    'AuthenticationFailed',
    'auth.token',
    'operator-action',
  ],
  [
    'CredentialsProviderError',
    'Could not load credentials from any providers',
    'Misconfigured',
    'config.credentials-missing',
    'operator-action',
  ],
  [
    'NotFoundException',
    'Configuration set does not exist',
    'Misconfigured',
    'config.invalid',
    'operator-action',
  ],
  ['BadRequestException', "Missing final '@domain'", 'Misconfigured', 'config.envelope', 'permanent'],
])('%s (%s) is %s, %s', async (name, message, kind, reason, disposition) => {
  const { create } = failing(name, message);
  const mailer = wrapTransport(create(), { retry: false });
  const expected = { kind, reason, disposition, ...coded, delivery: 'not-sent' };
  const error = await rejection(mailer.sendMail(mail));
  expect(error).toMatchObject(expected);
  expect(error).toMatchObject({
    cause: { name, message: maskAddresses(message) },
    messageId: mail.messageId,
  });
  const failure = await new Promise((resolve) => mailer.sendMail(mail, resolve));
  expect(failure).toMatchObject(expected);
});

test('verify() through Amazon SES gives the same answers, and typed errors', async () => {
  const mailer = wrapTransport(failing('AccessDeniedException', 'not authorized').create());
  expect(await rejection(mailer.verify())).toMatchObject({ kind: 'AuthenticationFailed', ...coded });
  const called = await new Promise((resolve) => mailer.verify(resolve));
  expect(called).toMatchObject({ kind: 'AuthenticationFailed', ...coded });
  // That is how Nodemailer sees that the credentials work.
  expect(await wrapTransport(failing('MessageRejected', 'Invalid').create()).verify()).toBe(true);
});

test.each([
  ['ECONNREFUSED', 'ConnectionFailed', 'connection.refused', 'not-sent', true],
  ['ENOTFOUND', 'ConnectionFailed', 'connection.dns', 'not-sent', false],
  ['ECONNRESET', 'DeliveryUnknown', 'delivery.unknown', 'unknown', false],
  ['ETIMEDOUT', 'DeliveryUnknown', 'delivery.unknown', 'unknown', false],
])('a network failure on the way to Amazon SES (%s) is %s', async (code, kind, reason, delivery, safe) => {
  const { create } = failing('Error', `connect ${code}`, code);
  const mailer = wrapTransport(create(), { retry: false });
  const error = await rejection(mailer.sendMail(mail));
  expect(error).toMatchObject({ kind, reason, delivery, code, retry: { safe } });
});

test.each([
  ['a 429 to its third request', 'TooManyRequestsException', { httpStatusCode: 429, attempts: 3 }],
  ['a 403 to its second request', 'InvalidSignatureException', { httpStatusCode: 403, attempts: 2 }],
  ['nobody that listens to its third request', 'Error', { attempts: 3 }, 'ECONNREFUSED'],
  ['a 500 to its first request', 'InternalFailure', { httpStatusCode: 500, attempts: 1 }],
  ['a 504 of a load balancer', 'UnknownError', { httpStatusCode: 504, attempts: 1 }],
  ['an answer that cannot be read', 'SyntaxError', { httpStatusCode: 200, attempts: 1 }],
])(
  'an SDK that met %s: the message may be out, and is not sent again',
  async (_what, name, $metadata, code?) => {
    let calls = 0;
    const { create } = ses(() => {
      calls += 1;
      return Promise.reject(Object.assign(new Error(name), { name, $metadata }, code ? { code } : {}));
    });
    const mailer = wrapTransport(create(), { retry: { minTimeout: 1, maxTimeout: 1 } });
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({
      kind: 'DeliveryUnknown',
      delivery: 'unknown',
      retry: { safe: false },
    });
    expect(calls).toBe(1);
  },
);

test.each([
  [400, 'MessageRejected', 'message.rejected'],
  [403, 'AccessDeniedException', 'auth.disabled'],
  [413, 'SomethingNewException', 'message.too-large'],
  [429, 'TooManyRequestsException', 'rate.limited'],
])('a %i to the first request of the SDK (%s) refuses the message', async (status, name, reason) => {
  const error = Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status, attempts: 1 } });
  const mailer = wrapTransport(ses(() => Promise.reject(error)).create(), { retry: false });
  expect(await rejection(mailer.sendMail(mail))).toMatchObject({ reason, delivery: 'not-sent' });
});

test('throttling by Amazon SES is waited out and tried again', async () => {
  let calls = 0;
  const { create } = ses(async () => {
    calls += 1;
    if (calls === 1) throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    return { MessageId: '0102' };
  });
  const mailer = wrapTransport(create(), { retry: { minTimeout: 1, maxTimeout: 5000 } });
  expect(await mailer.sendMail(mail)).toMatchObject({ response: '0102' });
  expect(calls).toBe(2);
});

test.runIf(nodemailerHas('ends for SES'))(
  'a client that throws instead of rejecting gives a typed error too (Nodemailer 9.0.2)',
  async () => {
    const { create } = ses(() => {
      throw new TypeError('client is not configured');
    });
    const error = await rejection(wrapTransport(create()).sendMail(mail));
    expect(error).toMatchObject({
      kind: 'DeliveryUnknown',
      code: 'ESES',
      delivery: 'unknown',
      attempts: { length: 1 },
      phase: 'local',
    });
  },
);
