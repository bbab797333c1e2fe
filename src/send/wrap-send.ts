import { setMaxListeners } from 'node:events';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { closePooled } from '../nodemailer/close-pooled.js';
import { mailFacts, serverOf, signalOf } from '../nodemailer/facts.js';
import { guardCallback } from '../nodemailer/guard-callback.js';
import { override } from '../nodemailer/override.js';
import { oneShotPart } from '../nodemailer/replayable.js';
import type { Mail, SentInfo, Transport } from '../nodemailer/shapes.js';
import { trackReading } from '../nodemailer/track-reading.js';
import { sendAgain } from '../retry/send-again.js';
import type { Session } from '../session/session.js';
import { refuteAcceptance } from './acceptance.js';
import { startRecord } from './log-send.js';
import { allRefused, asError, goodbyeToMessage } from './raw-errors.js';
import { runAttempt } from './run-attempt.js';
import { type Circumstances, toSmtpError, toUnknownDelivery } from './to-smtp-error.js';
import type { Wrapping } from './wrapping.js';

/**
 * Puts our `send` in front of the transport's: attempts, what became of each, and one record.
 */
export function wrapSend(wrapping: Wrapping): void {
  const { transport } = wrapping;
  const waits = trackWaits(transport);

  override(transport, 'send', (send) => (mail, callback) => {
    wrapping.credentials.addMail(mail);
    const record = startRecord(wrapping, mailFacts(mail));
    const tracker = trackReading(mail);
    const attempts = startAttempts(wrapping, send, mail, tracker);
    const signal = signalOf(mail);
    const deliver = guardCallback(transport, callback);
    const sent = sendAgain(attempts.run, {
      backoff: wrapping.options.retry,
      signals: signal ? [signal, waits.closed()] : [waits.closed()],
      isFailure: isSmtpError,
      onWait: waits.begin,
      onWaited: waits.end,
      interrupted: (failure, by) => (by === signal ? attempts.aborted(failure) : failure),
    });
    sent
      .finally(tracker.stop)
      .then(
        (info) => {
          record.delivered(info ?? {}, attempts.count);
          return () => deliver(null, info);
        },
        (error: unknown) => {
          const failure = isSmtpError(error) ? error : attempts.failed(asError(error));
          record.failed(failure);
          return () => deliver(failure);
        },
      )
      // Out of the promise: what a callback throws is the application's, not a rejection of ours.
      .then((end) => process.nextTick(end));
  });
}

/** The attempts to send one message. */
interface Attempts {
  readonly count: number;
  run(attempt: number): Promise<SentInfo | undefined>;
  /** The error for a send that its signal ended between two attempts. */
  aborted(last: AnySmtpError): AnySmtpError;
  /** The error for a send that failed outside of every attempt. */
  failed(error: Error): AnySmtpError;
}

function startAttempts(
  wrapping: Wrapping,
  send: Transport['send'],
  mail: Mail,
  tracker: ReturnType<typeof trackReading>,
): Attempts {
  const { transport, observer, options, scrub, speaksSmtp } = wrapping;
  const oneShot = oneShotPart(mail);
  let count = 0;

  const circumstances = (session: Session | undefined, finished: boolean): Circumstances => ({
    speaksSmtp,
    session,
    finished,
    attempts: count,
    server: serverOf(transport),
    messageId: mailFacts(mail).messageId,
    oneShot,
    rules: options.rules,
    scrub,
  });

  return {
    get count() {
      return count;
    },
    run(attempt) {
      count = attempt;
      return new Promise((resolve, reject) => {
        const carrier = {};
        const reading = tracker.begin(() => observer.expect(carrier));
        runAttempt(transport, send, mail, (ending) => {
          const session = observer.claim(carrier);
          const finished = reading.finished || (!speaksSmtp && !reading.started);
          const around = circumstances(session, finished);
          const failure =
            'error' in ending
              ? toSmtpError({ error: ending.error, fromSource: reading.sourceError === ending.error }, around)
              : refute(ending.info ?? {}, around);
          if (failure && session?.acceptsMessage && !finished) closePooled(transport, session.id);
          if (failure) reject(failure);
          else if ('info' in ending) resolve(ending.info);
        });
      });
    },
    aborted: (last) => {
      const error = new Error('Message sending aborted', { cause: last });
      Object.assign(error, { name: 'AbortError', code: 'EABORT' });
      return toSmtpError({ error, fromSource: false }, circumstances(undefined, false));
    },
    failed: (error) => toSmtpError({ error, fromSource: false }, circumstances(undefined, false)),
  };
}

function refute(info: SentInfo, around: Circumstances): AnySmtpError | undefined {
  const refutation = refuteAcceptance(info, around.session, around.finished);
  if (!refutation) return undefined;
  switch (refutation.because) {
    case 'all-refused':
      return toSmtpError({ error: allRefused(info), fromSource: false }, around);
    case 'goodbye':
      return toSmtpError({ error: goodbyeToMessage(refutation.reply), fromSource: false }, around);
    default:
      return toUnknownDelivery(refutation.reply, around);
  }
}

/** The waits between attempts: closing the transport ends them, and they count as pending messages. */
function trackWaits(transport: Transport) {
  let waiting = 0;
  let closing = new AbortController();
  setMaxListeners(0, closing.signal);

  if (transport.pendingCount) {
    override(transport, 'pendingCount', (pendingCount) => () => {
      return (pendingCount?.call(transport) ?? 0) + waiting;
    });
  }
  if (transport.close) {
    override(transport, 'close', (close) => (...args) => {
      const returned = close?.apply(transport, args);
      closing.abort();
      closing = new AbortController();
      setMaxListeners(0, closing.signal);
      return returned;
    });
  }

  return {
    closed: () => closing.signal,
    begin: () => {
      waiting += 1;
    },
    end: () => {
      waiting -= 1;
    },
  };
}
