import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { type MailFacts, mailFacts, signalOf } from '../nodemailer/facts.js';
import { guardCallback } from '../nodemailer/guard-callback.js';
import { applyAuthIfChanged } from '../nodemailer/login.js';
import { override } from '../nodemailer/override.js';
import type { Mail, Transport } from '../nodemailer/shapes.js';
import { trackReading } from '../nodemailer/track-reading.js';
import { deliver } from './deliver.js';
import { startLifeline } from './lifeline.js';
import { startRecord } from './log-send.js';
import { asError } from './raw-errors.js';
import { noProgress } from './recipients.js';
import { circumstancesOf, type Sending } from './sending.js';
import { toSmtpError } from './to-smtp-error.js';
import { sendMessage, tracedSend } from './trace.js';
import type { Wrapping } from './wrapping.js';

/**
 * Puts our `send` in front of the transport's: a delivery over as many attempts as it takes, and
 * one record.
 */
export function wrapSend(wrapping: Wrapping): void {
  override(wrapping.transport, 'send', (send) => (mail, callback) => {
    const sending = startSending(wrapping, send, mail);
    const record = startRecord(sending);
    const end = guardCallback(wrapping.transport, callback);
    tracedSend(sending, () => deliver(sending))
      .finally(() => stop(sending))
      .then(
        (info) => {
          record.delivered(info ?? {}, sending.attempts);
          return () => end(null, info);
        },
        (error: unknown) => {
          const failure = typed(sending, error);
          record.failed(failure);
          return () => end(failure);
        },
      )
      // Out of the promise: what a callback throws is the application's, not a rejection of ours.
      .then((callBack) => process.nextTick(callBack));
  });
}

function startSending(wrapping: Wrapping, send: Transport['send'], mail: Mail): Sending {
  const { transport, options, credentials, lifecycle } = wrapping;
  credentials.addMail(mail);
  if (wrapping.speaksSmtp) applyAuthIfChanged(transport);
  // A transport that takes no notice of signals goes on when it is aborted: then so do we.
  const application = transport.supportsAbortSignal === true ? signalOf(mail) : undefined;
  const lifeline = startLifeline(options.deadline, application);
  lifecycle.add(lifeline);
  let facts: MailFacts | undefined;
  const sending: Sending = {
    wrapping,
    send,
    mail,
    get facts() {
      facts ??= mailFacts(mail);
      return facts;
    },
    tracker: trackReading(mail),
    lifeline,
    attempts: [],
    progress: noProgress,
    onceOnly: undefined,
    stopped: undefined,
    renewed: false,
    traced: undefined,
  };
  sending.traced = sendMessage(sending);
  return sending;
}

function stop({ wrapping, lifeline, tracker }: Sending): void {
  lifeline.release();
  wrapping.lifecycle.remove(lifeline);
  tracker.stop();
}

function typed(sending: Sending, error: unknown): AnySmtpError {
  if (isSmtpError(error)) return error;
  return toSmtpError(
    { error: asError(error), fromSource: false },
    circumstancesOf(sending, undefined, false),
  );
}
