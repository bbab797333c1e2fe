import { atCaller } from '../errors/at-caller.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { createSink } from '../log/sink.js';
import { asError } from '../nodemailer/as-error.js';
import { override } from '../nodemailer/override.js';
import { readFailure } from '../nodemailer/read-failure.js';
import { type BareMailer, isObject } from '../nodemailer/recognise.js';
import type { SentInfo, Transport } from '../nodemailer/shapes.js';
import type { ResolvedOptions } from '../options/resolve.js';
import { isRefusal } from '../reply/code-classes.js';
import { createScrub, type Scrub } from '../session/scrub.js';
import { findEvidence } from '../verdict/evidence.js';
import { isThenable } from './call-transport.js';
import { type SendRecord, startLocalRecord } from './log-send.js';
import { toSmtpError } from './to-smtp-error.js';

/** Nothing is known of what is behind it. */
const nowhere: Transport = { send: () => undefined };

/**
 * Gives types to what a mailer without a transport fails with, as the mocks of tests are, and a record to each
 * send. It is called as the application calls it, once, and what it has besides `sendMail` stays as it is.
 */
export function wrapBareMailer(mailer: BareMailer, options: ResolvedOptions): void {
  const scrub = createScrub(() => []);
  const sink = createSink(options.logger, options.log);
  const typed = (error: unknown): AnySmtpError => typedError(error, options, scrub);
  override(mailer, 'sendMail', (sendMail) => {
    const settled = (record: SendRecord, error: unknown, info: unknown): AnySmtpError | null => {
      if (!error) {
        record.delivered(isObject(info) ? info : {}, []);
        return null;
      }
      const failure = typed(error);
      record.failed(failure);
      return failure;
    };
    // A proxy, so that it is a mock as before to whoever asks how it was called.
    return new Proxy(sendMail, {
      apply(target, self, args: readonly unknown[]) {
        const record = startLocalRecord({ options, sink, transport: nowhere, speaksSmtp: true });
        const [message, callback, ...others] = args;
        const given = typeof callback === 'function' ? [message, told, ...others] : args;
        function told(error: unknown, info?: SentInfo): void {
          Reflect.apply(Object(callback), undefined, [settled(record, error, info), info]);
        }
        let returned: unknown;
        try {
          returned = Reflect.apply(target, self, given);
        } catch (error) {
          throw settled(record, error, undefined);
        }
        if (!isThenable(returned)) return returned;
        const sent = Promise.resolve(returned).then(
          (info) => {
            settled(record, null, info);
            return info;
          },
          (error: unknown) => {
            throw settled(record, error ?? new Error('It failed with nothing'), undefined);
          },
        );
        return atCaller(sent);
      },
    });
  });
}

function typedError(value: unknown, options: ResolvedOptions, scrub: Scrub): AnySmtpError {
  const error = asError(value);
  if (isSmtpError(error)) return error;
  const circumstances = {
    protocol: 'smtp',
    origin: 'transport',
    session: undefined,
    attempts: [],
    server: undefined,
    messageId: undefined,
    onceOnly: undefined,
    accepted: [],
    rules: options.rules,
    scrub,
  } as const;
  // Only where the error says that it came before the message, or was an answer to it.
  const reading = isBeforeMessage(error, scrub) ? 'unread' : 'read';
  return toSmtpError({ error, fromSource: false }, { ...circumstances, reading });
}

function isBeforeMessage(error: Error, scrub: Scrub): boolean {
  const failure = readFailure(error, scrub);
  if (isRefusal(failure.responseCode ?? 0)) return true;
  if (failure.command === 'API') return true;
  return ['connect', 'tls', 'greeting', 'ehlo', 'auth', 'mail', 'rcpt'].includes(
    findEvidence(failure, undefined).phase,
  );
}
