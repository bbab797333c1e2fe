import type { AnySmtpError } from '../errors/classes.js';
import { borrowMail } from '../nodemailer/borrow-mail.js';
import { closePooled } from '../nodemailer/close-pooled.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { refuteAcceptance } from './acceptance.js';
import { confirm } from './confirm-delivery.js';
import type { LoginHooks } from './guarded.js';
import { abortError, allRefused, deadlineError, goodbyeToMessage } from './raw-errors.js';
import { type Ending, runAttempt } from './run-attempt.js';
import { circumstancesOf, type Sending } from './sending.js';
import { type Circumstances, toSmtpError, toUnknownDelivery } from './to-smtp-error.js';

/** A failed attempt: the error, and the error that it is if the message turns out not to be out. */
interface Failure {
  readonly error: AnySmtpError;
  readonly ifNotDelivered: () => AnySmtpError;
}

/** How an attempt went, besides its result. */
export interface AttemptNotes {
  /** How often the session that carried it logged in. */
  logins: number;
}

/**
 * Has the transport send the message once, to the recipients that are still open, and holds what
 * it says against what the server said.
 *
 * @throws An {@link SmtpError}.
 */
export function attemptDelivery(
  sending: Sending,
  hooks: LoginHooks,
  notes: AttemptNotes,
): Promise<SentInfo | undefined> {
  const { wrapping, send, mail, tracker, lifeline, progress } = sending;
  const { transport, observer, speaksSmtp } = wrapping;
  const carrier = {};
  const reading = tracker.begin(() => {
    observer.expect(carrier);
    hooks.onLoggedIn();
  });
  const giveBack = borrowMail(mail, {
    ...(progress.pending === undefined ? {} : { recipients: progress.pending }),
    ...(transport.supportsAbortSignal === true ? { signal: hooks.signal } : {}),
  });

  return new Promise((resolve, reject) => {
    const onEnd = (ending: Ending) => {
      const session = observer.claim(carrier);
      giveBack();
      notes.logins = session?.logins ?? 0;
      const finished = reading.finished || (!speaksSmtp && !reading.started);
      const around = circumstancesOf(sending, session, finished);
      const failure = judge(overdue(ending, lifeline.endedBy), reading.sourceError, around);
      if (!failure) {
        if ('info' in ending) resolve(ending.info);
        return;
      }
      if (session?.acceptsMessage && !finished) closePooled(transport, session.id);
      settle(sending, failure).then(resolve, reject);
    };
    runAttempt({
      send: (callback) => send.call(transport, mail, callback),
      signal: hooks.signal,
      aborted: () => (lifeline.endedBy === 'deadline' ? deadlineError() : abortError(hooks.signal.reason)),
      onEnd,
    });
  });
}

/** Nodemailer knows of an abort only, whoever aborted and why. */
function overdue(ending: Ending, endedBy: Sending['lifeline']['endedBy']): Ending {
  const isAbort = 'error' in ending && 'code' in ending.error && ending.error.code === 'EABORT';
  return isAbort && endedBy === 'deadline' ? { error: deadlineError() } : ending;
}

function judge(ending: Ending, sourceError: Error | null, around: Circumstances): Failure | undefined {
  if ('error' in ending) {
    const raw = { error: ending.error, fromSource: sourceError === ending.error };
    return failing(around, (circumstances) => toSmtpError(raw, circumstances));
  }
  const refutation = refuteAcceptance(ending.info ?? {}, around.session, around.finished);
  if (!refutation) return undefined;
  if (refutation.because === 'all-refused') {
    const raw = { error: allRefused(ending.info ?? {}), fromSource: false };
    return failing(around, (circumstances) => toSmtpError(raw, circumstances));
  }
  const { reply } = refutation;
  const raw = { error: goodbyeToMessage(reply), fromSource: false };
  const failure = failing(around, (circumstances) => toSmtpError(raw, circumstances));
  return refutation.because === 'goodbye' ? failure : { ...failure, error: toUnknownDelivery(reply, around) };
}

function failing(around: Circumstances, make: (around: Circumstances) => AnySmtpError): Failure {
  return { error: make(around), ifNotDelivered: () => make({ ...around, finished: false }) };
}

/** The application may know what nobody else can. */
async function settle(sending: Sending, { error, ifNotDelivered }: Failure): Promise<SentInfo> {
  const { confirmDelivery } = sending.wrapping.options;
  if (error.delivery !== 'unknown' || !confirmDelivery) throw error;
  const { messageId, from, to } = sending.facts;
  const envelope = { from, to: sending.progress.pending ?? to };
  switch (await confirm(confirmDelivery, { messageId, envelope, error })) {
    case 'delivered':
      return {
        envelope,
        ...(messageId === undefined ? {} : { messageId }),
        accepted: [...envelope.to],
        rejected: [],
        response: 'The application confirmed the delivery',
      };
    case 'not-delivered':
      throw ifNotDelivered();
    default:
      throw error;
  }
}
