import { diagnose } from '../diagnosis/diagnose.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Kind } from '../diagnosis/reasons.js';
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
import type { FailureFacts } from '../verdict/facts.js';
import { isThenable } from './call-transport.js';
import { type SendRecord, startLocalRecord } from './log-send.js';
import { type Circumstances, composed, toSmtpError } from './to-smtp-error.js';

/** Nothing is known of what is behind it. */
const nowhere: Transport = { send: () => undefined };

/**
 * Gives types to what a mailer without a transport fails with, as the mocks of tests are, and a record to each
 * send. It is called as the application calls it, once, and what it has besides `sendMail` stays as it is.
 */
export function wrapBareMailer(mailer: BareMailer, options: ResolvedOptions): void {
  const scrub = createScrub(() => []);
  const sink = createSink(options.logger, options.log);
  override(mailer, 'sendMail', (sendMail) => {
    const delivered = (record: SendRecord, info: unknown): void => {
      record.delivered(isObject(info) ? info : {}, []);
    };
    const failed = (record: SendRecord, error: unknown): AnySmtpError => {
      const failure = typedError(error, options, scrub);
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
          if (!error) delivered(record, info);
          Reflect.apply(Object(callback), undefined, [error ? failed(record, error) : null, info]);
        }
        let returned: unknown;
        try {
          returned = Reflect.apply(target, self, given);
        } catch (error) {
          throw failed(record, error);
        }
        if (!isThenable(returned)) return returned;
        const sent = Promise.resolve(returned).then(
          (info) => {
            delivered(record, info);
            return info;
          },
          (error: unknown) => {
            throw failed(record, error ?? new Error('It failed with nothing'));
          },
        );
        return atCaller(sent);
      },
    });
  });
}

/** Diagnosed as `diagnose` does it: mocks say less than Nodemailer, and a kind more than a phase then. */
function typedError(value: unknown, { rules }: ResolvedOptions, scrub: Scrub): AnySmtpError {
  const error = asError(value);
  if (isSmtpError(error)) return error;
  const around: Circumstances = {
    ...{ protocol: 'smtp', origin: 'transport', reading: 'read', session: undefined },
    ...{ attempts: [], server: undefined, messageId: undefined, onceOnly: undefined, accepted: [] },
    ...{ rules, scrub },
  };
  const failure = readFailure(error, scrub);
  const diagnosis = diagnose(failure, { rules });
  if (!isNotSent(failure, diagnosis)) return toSmtpError({ error, fromSource: false }, around);
  const evidence = findEvidence(failure, undefined);
  return composed({ is: 'refused', delivery: 'not-sent', failure, evidence, diagnosis }, error, around);
}

/** What comes before a message is handed over. */
const early: readonly Kind[] = [
  'AuthenticationFailed',
  'ConnectionFailed',
  'MessageUnreadable',
  'Misconfigured',
  'TlsFailed',
];

function isNotSent({ responseCode = 0, command }: FailureFacts, { kind }: Diagnosis): boolean {
  return isRefusal(responseCode) || command === 'API' || early.includes(kind);
}
