import nodemailer from 'nodemailer';
import type { AnySmtpError } from 'nodemailer-smtp-errors';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { type FailoverInfo, failover } from 'nodemailer-smtp-errors/failover';
import { expectTypeOf, test } from 'vitest';

const single = wrapTransport(nodemailer.createTransport('smtp://localhost'));
const pooled = wrapTransport(nodemailer.createTransport({ pool: true, host: 'localhost' }));
const json = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));

test('transporters of different kinds go together, and `info` says which one delivered', () => {
  const mailer = nodemailer.createTransport(failover([single, pooled, json]));
  expectTypeOf(mailer.sendMail({ to: 'a@example.com' })).toEqualTypeOf<Promise<FailoverInfo>>();
  expectTypeOf<FailoverInfo['transport']>().toEqualTypeOf<string>();
  failover([mailer, single], { names: ['both', 'one'] });
});

test('an error has the errors of those before it', () => {
  const error: unknown = undefined;
  if (isSmtpError(error)) expectTypeOf(error.failures).toEqualTypeOf<readonly AnySmtpError[] | undefined>();
});

test('options and transports are no transporters', () => {
  // @ts-expect-error A transporter has a `transporter`.
  failover([{ host: 'localhost' }]);
  // @ts-expect-error A name for each.
  failover([single], { names: 'one' });
});
