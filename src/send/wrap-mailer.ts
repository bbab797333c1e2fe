import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { override } from '../nodemailer/override.js';
import type { Mailer } from '../nodemailer/shapes.js';
import { noRecord, type SendRecord, startLocalRecord } from './log-send.js';
import { asError } from './raw-errors.js';
import { toSmtpError } from './to-smtp-error.js';
import type { Wrapping } from './wrapping.js';

/**
 * Gives types to what fails before the transport is asked: plugins, the message's own form, too
 * many recipients, a signal that was aborted already.
 */
export function wrapMailer(mailer: Mailer, wrapping: Wrapping): void {
  const unrecorded = failing(noRecord, wrapping);
  override(mailer, 'sendMail', (sendMail) => (data, callback) => {
    const record = startLocalRecord(wrapping);
    if (!callback) {
      try {
        const fail = record === noRecord ? unrecorded : failing(record, wrapping);
        return sendMail.call(mailer, data)?.catch(fail);
      } catch (error) {
        // Nodemailer before 10 throws what it meets while it compiles the message.
        return Promise.reject(typed(error, record, wrapping));
      }
    }
    return sendMail.call(mailer, data, (error, info) => {
      if (error) callback(typed(error, record, wrapping));
      else callback(null, info);
    });
  });
}

function failing(record: SendRecord, wrapping: Wrapping): (error: unknown) => never {
  return (error) => {
    throw typed(error, record, wrapping);
  };
}

function typed(error: unknown, record: SendRecord, wrapping: Wrapping): AnySmtpError {
  if (isSmtpError(error)) return error;
  const failure = localError(asError(error), wrapping);
  record.failed(failure);
  return failure;
}

function localError(error: Error, { options, scrub }: Wrapping): AnySmtpError {
  return toSmtpError(
    { error, fromSource: false },
    {
      protocol: 'api',
      origin: 'local',
      reading: 'unread',
      session: undefined,
      attempts: [],
      server: undefined,
      messageId: undefined,
      onceOnly: undefined,
      accepted: [],
      rules: options.rules,
      scrub,
    },
  );
}
