import { toAbortSignal } from '../cancellation.js';
import type { AnySmtpError } from '../errors/classes.js';
import { borrowMail } from '../nodemailer/borrow-mail.js';
import { handOver } from '../nodemailer/hand-over.js';
import { closePooled } from '../nodemailer/pooled.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { Carried } from '../session/observe-sessions.js';
import type { Session } from '../session/session.js';
import { refuteAcceptance } from './acceptance.js';
import { confirm } from './confirm-delivery.js';
import type { LoginHooks } from './guarded.js';
import { addLateRefusals } from './late-refusals.js';
import { abortError, allRefused, deadlineError, goodbyeToMessage } from './raw-errors.js';
import { type Ending, runAttempt } from './run-attempt.js';
import { circumstancesOf, type Sending } from './sending.js';
import { type Circumstances, type RawFailure, toSmtpError, toUnknownDelivery } from './to-smtp-error.js';

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
  const carried = new Carried();
  const reading = tracker.begin(() => {
    observer.expect(carried);
    hooks.onLoggedIn();
  });
  const takesSignals = transport.supportsAbortSignal === true;
  const signal = speaksSmtp ? hooks.signal : toAbortSignal(hooks.signal);
  const giveBack = borrowMail(mail, {
    recipients: progress.pending,
    signal: takesSignals ? signal : undefined,
  });

  const handed = speaksSmtp && !takesSignals ? handOver(transport, send, mail) : undefined;

  return new Promise((resolve, reject) => {
    const onEnd = (ending: Ending) => {
      const session = observer.claim(carried);
      giveBack();
      notes.logins = session?.logins ?? 0;
      const finished = reading.finished || (!speaksSmtp && !reading.started);
      const raw = refuse(overdue(ending, lifeline.endedBy), session, finished);
      if (!raw) {
        if ('info' in ending) resolve(ending.info);
        return;
      }
      if (session?.acceptsMessage && !finished) closePooled(transport, session.id);
      const fromSource = raw.error === reading.sourceError;
      const failure = typed({ ...raw, fromSource }, circumstancesOf(sending, session, finished));
      settle(sending, failure).then(resolve, reject);
    };
    runAttempt({
      send: handed?.send ?? ((callback) => send.call(transport, mail, callback)),
      signal: hooks.signal,
      aborted: () => {
        handed?.withdraw();
        return lifeline.endedBy === 'deadline' ? deadlineError() : abortError(hooks.signal.reason);
      },
      onEnd,
    });
  });
}

/** Nodemailer knows of an abort only, whoever aborted and why. */
function overdue(ending: Ending, endedBy: Sending['lifeline']['endedBy']): Ending {
  const isAbort = 'error' in ending && 'code' in ending.error && ending.error.code === 'EABORT';
  return isAbort && endedBy === 'deadline' ? { error: deadlineError() } : ending;
}

/** What an attempt failed with, before it is understood. */
interface RawEnding {
  readonly error: Error;
  /** Set where the transport reported a success, and this reply is what it took for an acceptance. */
  readonly reply?: string;
}

/** Holds how an attempt ended against what the server said; `undefined` for a delivery. */
function refuse(ending: Ending, session: Session | undefined, finished: boolean): RawEnding | undefined {
  if ('error' in ending) return ending;
  const info = ending.info ?? {};
  if (info.rejected?.length) addLateRefusals(info, session);
  const refutation = refuteAcceptance(info, session, finished);
  if (!refutation) return undefined;
  if (refutation.because === 'all-refused') return { error: allRefused(info) };
  const { because, reply } = refutation;
  return because === 'goodbye'
    ? { error: goodbyeToMessage(reply) }
    : { error: goodbyeToMessage(reply), reply };
}

function typed({ reply, ...raw }: RawEnding & RawFailure, around: Circumstances): Failure {
  return {
    error: reply === undefined ? toSmtpError(raw, around) : toUnknownDelivery(reply, around),
    ifNotDelivered: () => toSmtpError(raw, { ...around, finished: false }),
  };
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
