import type { CancelSignal } from '../cancellation.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { completeError } from '../errors/complete-error.js';
import { signalOf } from '../nodemailer/facts.js';
import { bodyGateOf } from '../nodemailer/gate-body.js';
import { needsBuffering } from '../nodemailer/one-shot-parts.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { type Decision, decide } from '../retry/policy.js';
import { sendAgain } from '../retry/send-again.js';
import { attemptWithLogin } from './attempt-with-login.js';
import { bufferMessage } from './buffer-message.js';
import { recordAttempt } from './log-send.js';
import { abortError, asError, deadlineError } from './raw-errors.js';
import { advance, firstDeferred, mergedInfo, refusedAnew } from './recipients.js';
import { circumstancesOf, type Sending } from './sending.js';
import { toSmtpError } from './to-smtp-error.js';
import { tracedAttempt } from './trace.js';

/**
 * Sends one message: attempts, the waits between them, and what they reached together.
 *
 * @throws An {@link SmtpError}; not where some recipients have the message, unless others may have
 *   it.
 */
export function deliver(sending: Sending): Promise<SentInfo | undefined> {
  const isOnceOnly = sending.wrapping.options.retry.retries > 0 && needsBuffering(sending.mail);
  if (!isOnceOnly) return attempts(sending);
  return buffer(sending).then(
    () => attempts(sending),
    (error: unknown) => conclude(sending, error),
  );
}

function attempts(sending: Sending): Promise<SentInfo | undefined> {
  const { budget, options } = sending.wrapping;
  return tracedAttempt(sending, attempt).then(
    (info) => {
      budget.earn();
      return info;
    },
    async (error: unknown) => {
      try {
        const info = await sendAgain(error, () => tracedAttempt(sending, attempt), {
          retries: options.retry.retries,
          isFailure: isSmtpError,
          decide: (failure) => decideOn(sending, failure),
          ...interruptions(sending),
        });
        budget.refund();
        return info;
      } catch (last) {
        return conclude(sending, last);
      }
    },
  );
}

/** What a failure leaves: an `info` where some recipients have the message, or else an error. */
function conclude(sending: Sending, error: unknown): SentInfo {
  const failure = isSmtpError(error) ? error : asFailure(sending, asError(error));
  if (sending.progress.infos.length > 0 && failure.delivery !== 'unknown')
    return mergedInfo(sending.progress);
  throw completeError(failure, { attempts: sending.attempts, stopped: sending.stopped });
}

function attempt(sending: Sending): Promise<SentInfo | undefined> {
  const startedAt = Date.now();
  const started = performance.now();
  const report = (failure?: AnySmtpError) => {
    const duration = Math.round(performance.now() - started);
    const outcome = failure ? { reason: failure.reason, phase: failure.phase } : {};
    sending.attempts = [...sending.attempts, { startedAt, duration, ...outcome }];
  };
  return attemptWithLogin(sending).then(
    (info) => {
      const deferred = info && progressOf(sending, info);
      report(deferred);
      if (deferred) throw deferred;
      return info?.accepted ? mergedInfo(sending.progress) : info;
    },
    (error: unknown) => {
      if (isSmtpError(error)) {
        report(error);
        if (isUnsent(sending, error)) bodyGateOf(sending.mail)?.unsent();
        const refusals = typedRefusals(sending, error.rejectedErrors, sending.progress.accepted);
        if (sending.progress.infos.length > 0 && refusals.length > 0) {
          sending.progress = refusedAnew(sending.progress, refusals);
        }
      }
      throw error;
    },
  );
}

/** True where nobody has the message, and nobody can have it. */
function isUnsent({ progress }: Sending, { delivery }: AnySmtpError): boolean {
  return delivery === 'not-sent' && progress.accepted.length === 0;
}

/** Adds what an attempt reached; returns a refusal that a further one may turn. */
function progressOf(sending: Sending, info: SentInfo): AnySmtpError | undefined {
  if (!info.accepted) return undefined;
  const accepted = [...sending.progress.accepted, ...info.accepted];
  sending.progress = advance(sending.progress, info, typedRefusals(sending, info.rejectedErrors, accepted));
  return firstDeferred(sending.progress);
}

function typedRefusals(
  sending: Sending,
  errors: readonly Error[] | undefined,
  accepted: readonly string[],
): readonly AnySmtpError[] {
  if (!errors?.length) return [];
  const isPartial = accepted.length > 0;
  const around = { ...circumstancesOf(sending, undefined, false), accepted: [], isPartial };
  return errors.map((error) => toSmtpError({ error, fromSource: false }, around));
}

function decideOn(sending: Sending, failure: AnySmtpError): Decision {
  const { options, budget } = sending.wrapping;
  const decision = decide(failure, {
    attempt: sending.attempts.length,
    backoff: options.retry,
    remainingMs: sending.lifeline.remainingMs(),
    random: Math.random(),
  });
  const affordable = !decision.again || budget.spend();
  const settled: Decision = affordable
    ? decision
    : { again: false, because: 'The retry budget of this transport is used up.' };
  if (settled.again) recordAttempt(sending, failure, settled.waitMs);
  else sending.stopped = settled.because;
  return settled;
}

function interruptions(sending: Sending) {
  const { closed, lifeline, wrapping } = sending;
  const application = signalOf(sending.mail);
  return {
    signals: [lifeline.signal, closed, ...(application ? [application] : [])],
    interrupted: (failure: AnySmtpError, by: CancelSignal) => {
      if (by === closed || lifeline.endedBy === 'deadline') return failure;
      return asFailure(sending, abortError(failure));
    },
    waiting: {
      begin: (waitMs: number) => {
        wrapping.lifecycle.pending(1);
        const last = sending.attempts.at(-1);
        if (last) sending.attempts = [...sending.attempts.slice(0, -1), { ...last, delay: waitMs }];
      },
      end: () => wrapping.lifecycle.pending(-1),
    },
  };
}

async function buffer(sending: Sending): Promise<void> {
  const { lifeline, mail, wrapping } = sending;
  const aborted = new Promise<never>((_, reject) => {
    const end = () => {
      const error = lifeline.endedBy === 'deadline' ? deadlineError() : abortError(lifeline.signal.reason);
      reject(asFailure(sending, error));
    };
    lifeline.signal.addEventListener('abort', end, { once: true });
  });
  try {
    const readability = await Promise.race([
      bufferMessage(mail, wrapping.options.retry.bufferLimit),
      aborted,
    ]);
    sending.onceOnly = readability.again ? undefined : readability.why;
  } catch (error) {
    if (isSmtpError(error)) throw error;
    throw toSmtpError(
      { error: asError(error), fromSource: true },
      circumstancesOf(sending, undefined, false),
    );
  }
}

function asFailure(sending: Sending, error: Error): AnySmtpError {
  return toSmtpError({ error, fromSource: false }, circumstancesOf(sending, undefined, false));
}
