import type { SentMessageInfo } from 'nodemailer';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';

/** A message that is the same, byte for byte, however often it is sent. */
export const mail = {
  from: 'alice@example.com',
  to: 'bob@example.com',
  subject: 'Hello',
  text: 'Hello',
  messageId: '<hello@example.com>',
  date: new Date(0),
};

/** A transporter, whatever its `info` is. */
interface Mailer {
  readonly sendMail: unknown;
  readonly transporter: { send(mail: never, callback: never): unknown };
  close(): void;
}

/** What became of the same thing with bare Nodemailer and with a wrapped one. */
export interface BothWays<R> {
  readonly bare: R;
  readonly wrapped: R;
}

/** Does something with a bare transporter, and again with another one that is wrapped. */
export async function bothWays<M extends Mailer, R>(
  create: () => M,
  use: (mailer: M) => R | Promise<R>,
  options: WrapOptions = { retry: false },
): Promise<BothWays<R>> {
  const one = async (mailer: M) => {
    try {
      return await use(mailer);
    } finally {
      mailer.close();
    }
  };
  const bare = await one(create());
  const wrapped = await one(wrapTransport(create(), options));
  return { bare, wrapped };
}

/** An `info` without the times, which differ between any two sends. */
export function timeless(info: SentMessageInfo): Record<string, unknown> {
  const { envelopeTime, messageTime, ...rest }: Record<string, unknown> = { ...info };
  return rest;
}
