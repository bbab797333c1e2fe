import type { CancelSignal } from '../cancellation.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { completeError } from '../errors/complete-error.js';
import { signalOf } from '../nodemailer/facts.js';
import { needsBuffering } from '../nodemailer/one-shot-parts.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { type Decision, decide } from '../retry/policy.js';
import { sendAgain } from '../retry/send-again.js';
import { attempt } from './attempt.js';
import { bufferMessage } from './buffer-message.js';
import { recordAttempt } from './log-send.js';
import { abortError, asError, deadlineError } from './raw-errors.js';
import { mergedInfo } from './recipients.js';
import { asFailure, circumstancesOf, type Outcome, promised, type Sending } from './sending.js';
import { toSmtpError } from './to-smtp-error.js';
import { tracedAttempt } from './trace.js';

/**
 * Sends one message: attempts, the waits between them, and what they reached together. It fails not
 * where some recipients have the message, unless others may have it.
 */
export function deliver(sending: Sending, outcome: Outcome): void {
  const isOnceOnly = sending.wrapping.options.retry.retries > 0 && needsBuffering(sending.mail);
  if (!isOnceOnly) {
    attempts(sending, outcome);
    return;
  }
  buffer(sending).then(
    () => attempts(sending, outcome),
    (error: unknown) => outcome.failed(completed(sending, asFailure(sending, error))),
  );
}

function attempts(sending: Sending, outcome: Outcome): void {
  tracedAttempt(sending, attempt, new FirstAttempt(sending, outcome));
}

/** Passes a delivery on, and has a failure followed by further attempts. */
class FirstAttempt implements Outcome {
  readonly #sending: Sending;
  readonly #outcome: Outcome;

  constructor(sending: Sending, outcome: Outcome) {
    this.#sending = sending;
    this.#outcome = outcome;
  }

  delivered(info: SentInfo | undefined): void {
    this.#outcome.delivered(info);
  }

  failed(error: unknown): void {
    furtherAttempts(this.#sending, error).then(
      (info) => this.#outcome.delivered(info),
      (last: unknown) => this.#outcome.failed(last),
    );
  }
}

async function furtherAttempts(sending: Sending, error: unknown): Promise<SentInfo | undefined> {
  const { budget, options } = sending.wrapping;
  try {
    const info = await sendAgain(
      error,
      () => promised((outcome) => tracedAttempt(sending, attempt, outcome)),
      {
        retries: options.retry.retries,
        isFailure: isSmtpError,
        decide: (failure) => decideOn(sending, failure),
        ...interruptions(sending),
      },
    );
    budget.refund();
    return info;
  } catch (last) {
    return conclude(sending, last);
  }
}

/** What a failure leaves: an `info` where some recipients have the message, or else an error. */
function conclude(sending: Sending, error: unknown): SentInfo {
  const failure = asFailure(sending, error);
  if (sending.progress.infos.length > 0 && failure.delivery !== 'unknown')
    return mergedInfo(sending.progress);
  throw completed(sending, failure);
}

function completed({ attempts, stopped }: Sending, failure: AnySmtpError): AnySmtpError {
  return completeError(failure, { attempts, stopped });
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
    signals: [lifeline, closed, ...(application ? [application] : [])],
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
      const error = lifeline.endedBy === 'deadline' ? deadlineError() : abortError(lifeline.reason);
      reject(asFailure(sending, error));
    };
    lifeline.addEventListener('abort', end);
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
      circumstancesOf(sending, undefined, 'unread'),
    );
  }
}
