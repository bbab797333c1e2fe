import nodemailer from 'nodemailer';
import SMTPPool, { type SMTPPoolSentMessageInfo } from 'nodemailer/lib/smtp-pool';
import SMTPTransport, { type SMTPSentMessageInfo } from 'nodemailer/lib/smtp-transport';
import {
  type AnySmtpError,
  AuthenticationFailedError,
  type Delivery,
  type Disposition,
  isSmtpError,
  type Kind,
  type Reason,
  type RecipientOutcome,
  type Reply,
  SmtpError,
  type WrapOptions,
  type WrappedInfo,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import pino from 'pino';
import { describe, expectTypeOf, test } from 'vitest';

declare const caught: unknown;

describe('wrapTransport', () => {
  test('gives back the type it was given, and says what sendMail resolves with', () => {
    const single = nodemailer.createTransport({ host: 'localhost' });
    expectTypeOf(wrapTransport(single)).toExtend<typeof single>();
    const sent = wrapTransport(single).sendMail({ retry: false });
    expectTypeOf(sent).resolves.toExtend<SMTPSentMessageInfo>();
    expectTypeOf(sent).resolves.toHaveProperty('recipients').toEqualTypeOf<readonly RecipientOutcome[]>();
    expectTypeOf(sent).resolves.toHaveProperty('rejectedErrors').toExtend<AnySmtpError[] | undefined>();
    expectTypeOf<WrappedInfo<unknown>>().toHaveProperty('rejectedErrors').not.toBeAny();
    const pooled = nodemailer.createTransport({ host: 'localhost', pool: true });
    expectTypeOf(wrapTransport(pooled).sendMail({})).resolves.toExtend<SMTPPoolSentMessageInfo>();
    expectTypeOf(wrapTransport(new SMTPTransport({}))).toEqualTypeOf<SMTPTransport>();
    expectTypeOf(wrapTransport(new SMTPPool({}))).toEqualTypeOf<SMTPPool>();
  });

  test('takes transporters and transport objects, nothing else', () => {
    // @ts-expect-error options are not a transporter
    wrapTransport({ host: 'localhost' });
    // @ts-expect-error a URL is not a transporter
    wrapTransport('smtp://localhost');
  });

  test('takes pino and console as loggers, and only options that there are', () => {
    expectTypeOf({ logger: pino() }).toExtend<WrapOptions>();
    expectTypeOf({ logger: console }).toExtend<WrapOptions>();
    // @ts-expect-error no such option
    wrapTransport(new SMTPTransport({}), { retires: 3 });
    // @ts-expect-error retry: true says nothing
    wrapTransport(new SMTPTransport({}), { retry: true });
  });
});

describe('errors', () => {
  test('isSmtpError narrows what was caught, kind narrows the reason', () => {
    if (!isSmtpError(caught)) return;
    expectTypeOf(caught).toEqualTypeOf<AnySmtpError>();
    expectTypeOf(caught.kind).toEqualTypeOf<Kind>();
    expectTypeOf(caught.reason).toEqualTypeOf<Reason>();
    expectTypeOf(caught.delivery).toEqualTypeOf<Delivery>();
    expectTypeOf(caught.disposition).toEqualTypeOf<Disposition>();
    expectTypeOf(caught.reply).toEqualTypeOf<Reply | undefined>();
    expectTypeOf(caught.recipients).toEqualTypeOf<readonly RecipientOutcome[]>();
    if (caught.kind === 'RateLimited') {
      expectTypeOf(caught.reason).toEqualTypeOf<'rate.limited' | 'rate.greylisted'>();
    }
    if (caught.kind === 'RelayDenied') expectTypeOf(caught.reason).toEqualTypeOf<'relay.denied'>();
  });

  test('instanceof narrows as well', () => {
    if (caught instanceof AuthenticationFailedError) {
      expectTypeOf(caught.kind).toEqualTypeOf<'AuthenticationFailed'>();
      expectTypeOf(caught.remediation.steps).toEqualTypeOf<readonly string[]>();
      // @ts-expect-error a reason of another kind
      caught.reason satisfies 'relay.denied';
    }
    if (caught instanceof SmtpError) expectTypeOf(caught.kind).toEqualTypeOf<Kind>();
  });

  test('fields cannot be assigned', () => {
    if (!isSmtpError(caught)) return;
    // @ts-expect-error readonly
    caught.retry.safe = true;
    // @ts-expect-error readonly
    caught.kind = 'RelayDenied';
  });
});
