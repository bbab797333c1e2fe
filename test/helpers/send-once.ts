import { Transform } from 'node:stream';
import nodemailer, { type SentMessageInfo, type Transporter } from 'nodemailer';
import { type AnySmtpError, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import {
  certificate,
  type Pace,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';

/** The ways to reach a server. */
export type Mode = 'plain' | 'pool' | 'tls' | 'starttls' | 'pool, starttls' | 'lmtp';

export const account = { user: 'alice', pass: 'correct horse' };
export const mail = { from: 'sender@example.com', to: 'bob@example.com', subject: 'Hello', text: 'Hello' };

/** How a send ended for its sender. */
export interface Ending {
  readonly response?: string | undefined;
  readonly rejected?: readonly unknown[] | undefined;
  readonly error?: AnySmtpError;
  /** What was rejected that is none of our errors. */
  readonly untyped?: unknown;
}

/** How a send ended, for its sender and for the server. */
export interface Outcome extends Ending {
  /** How often the server really took the message. */
  readonly accepted: number;
}

export interface Arrangement {
  readonly mode: Mode;
  readonly pace?: Pace;
  readonly script: Script;
  /** More options for `nodemailer.createTransport`. */
  readonly options?: object;
  /** More, or other, parts of the message. */
  readonly message?: object;
  /** The message stops half-way and never comes to its end. */
  readonly halts?: boolean;
  /** Given the mailer before it is used. */
  readonly prepare?: (mailer: Transporter, server: ScriptedServer) => void;
}

export function startFor(mode: Mode, script: Script, pace: Pace = 'whole'): Promise<ScriptedServer> {
  return startScriptedServer({
    accounts: { [account.user]: account.pass },
    requireAuth: true,
    secure: mode === 'tls',
    lmtp: mode === 'lmtp',
    // Little to say, for where it is said byte by byte.
    mechanisms: ['PLAIN'],
    extensions: { starttls: mode.endsWith('starttls'), size: false, eightBitMime: false, smtpUtf8: false },
    pace,
    script,
  });
}

export function mailerFor(server: ScriptedServer, mode: Mode, options: object = {}): Transporter {
  const settings = {
    host: server.host,
    port: server.port,
    auth: account,
    secure: mode === 'tls',
    lmtp: mode === 'lmtp',
    requireTLS: mode.endsWith('starttls'),
    tls: { ca: certificate },
    ...(mode.startsWith('pool') ? { pool: true, maxRequeues: 0 } : {}),
    ...options,
  };
  return wrapTransport(nodemailer.createTransport(settings), { retry: false });
}

/** Sends one message and, when every connection is gone, says what both sides think of it. */
export async function sendOnce({
  mode,
  pace,
  script,
  options,
  message,
  halts = false,
  prepare,
}: Arrangement): Promise<Outcome> {
  await using server = await startFor(mode, script, pace);
  const mailer = mailerFor(server, mode, options);
  if (halts) haltMessages(mailer);
  prepare?.(mailer, server);
  const ending = await settle(mailer.sendMail({ ...mail, ...message }));
  mailer.close();
  await server.until(allClosed);
  return { ...ending, accepted: server.messages.length };
}

/** A server may take a message after its sender has given up: the truth is known when nobody talks any more. */
export const allClosed = ({ sessions }: ScriptedServer) => sessions.every(({ state }) => state === 'closed');

/** What became of a send, as data. */
export function settle(sending: Promise<SentMessageInfo>): Promise<Ending> {
  return sending.then(
    ({ response, rejected }): Ending => ({ response, rejected }),
    (error: unknown): Ending => (isSmtpError(error) ? { error } : { untyped: error }),
  );
}

/** What an outcome says that is not so. */
export function contradictions({ error, untyped, accepted }: Outcome): readonly string[] {
  const resolved = error === undefined && untyped === undefined;
  const claims: readonly (readonly [claim: string, isFalse: boolean])[] = [
    ['resolved, and the server does not have it', resolved && accepted === 0],
    ['not sent, and the server has it', error?.delivery === 'not-sent' && accepted > 0],
    ['failed and safe to retry, and the server has it', error?.retry.safe === true && accepted > 0],
    ['unknown and safe to retry', error?.delivery === 'unknown' && error.retry.safe],
    ['sent once, and the server has it twice', accepted > 1],
    [`untyped: ${String(untyped)}`, untyped !== undefined],
    ['unclassified', error?.kind === 'Unclassified'],
  ];
  return claims.flatMap(([claim, isFalse]) => (isFalse ? [claim] : []));
}

/**
 * Lets each message go out up to about its first 8 kB and no further, so that a fault in the middle of
 * the body surely comes before the final dot.
 */
export function haltMessages(mailer: Transporter, onHalt: () => void = () => undefined): void {
  mailer.use('stream', ({ message }, done) => {
    message.transform(() => {
      let passed = 0;
      return new Transform({
        transform(chunk: Buffer, _encoding, next) {
          passed += chunk.length;
          this.push(chunk);
          if (passed < 8192) next();
          else onHalt();
        },
      });
    });
    done();
  });
}

/** A text that {@link haltMessages} halts. */
export const longText = 'All work and no play makes Jack a dull boy.\n'.repeat(500);
