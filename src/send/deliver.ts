import { abortError, endedError } from '../endings/ended-error.js';
import { waitFor } from '../endings/wait-for.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { completeError } from '../errors/complete-error.js';
import { longWait } from '../long-wait.js';
import { asError } from '../nodemailer/as-error.js';
import type { Readability } from '../nodemailer/message/buffer.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { type Decision, decide } from '../retry/policy.js';
import { sendAgain } from '../retry/send-again.js';
import { isForbidden, tellOfRetry } from './ask-about-retry.js';
import { recordAttempt } from './log-send.js';
import { pacedAttempt } from './paced.js';
import { mergedInfo } from './recipients.js';
import { asFailure, circumstancesOf, type Outcome, promised, type Sending } from './sending.js';
import { toSmtpError } from './to-smtp-error.js';
import { tracedAttempt } from './trace.js';

/**
 * Sends one message: attempts, the waits between them, and what they reached together. It fails not
 * where some recipients have the message, unless others may have it.
 */
export function deliver(sending: Sending, outcome: Outcome): void {
  const { life, tracker } = sending;
  const { retries, bufferLimit } = sending.retry;
  const preparing = life.ending ? undefined : tracker.prepare(retries > 0 ? bufferLimit : 0);
  if (!preparing) {
    attempts(sending, outcome);
    return;
  }
  prepared(sending, preparing).then(
    () => attempts(sending, outcome),
    (error: unknown) => outcome.failed(completed(sending, asFailure(sending, error))),
  );
}

function attempts(sending: Sending, outcome: Outcome): void {
  tracedAttempt(sending, pacedAttempt, new FirstAttempt(sending, outcome));
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
  const { budget } = sending.wrapping;
  try {
    const info = await sendAgain(
      error,
      () => promised((outcome) => tracedAttempt(sending, pacedAttempt, outcome)),
      {
        retries: sending.retry.retries,
        isFailure: isSmtpError,
        decide: (failure) => decideOn(sending, failure),
        wait: (waitMs, failure) => backOff(sending, waitMs, failure),
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
  const decision = allowed(
    sending,
    failure,
    decide(failure, {
      attempt: sending.attempts.length - sending.refusedForPace,
      backoff: sending.retry,
      remainingMs: sending.life.remainingMs,
      random: Math.random(),
    }),
  );
  if (decision.again) {
    recordAttempt(sending, failure, decision.waitMs);
    tellOfRetry(sending, failure, decision.waitMs);
  } else {
    sending.stopped = decision.because;
  }
  return decision;
}

function allowed(sending: Sending, failure: AnySmtpError, decision: Decision): Decision {
  if (!decision.again) return decision;
  if (isForbidden(sending, failure, decision.waitMs))
    return { again: false, because: 'The application forbade another try (retry.shouldRetry).' };
  if (sending.wrapping.budget.spend()) return decision;
  return { again: false, because: 'The retry budget of this transport is used up.' };
}

/** Waits before the next attempt, and counts the wait to the attempt before. */
async function backOff(sending: Sending, waitMs: number, failure: AnySmtpError): Promise<void> {
  const last = sending.attempts.at(-1);
  if (last) sending.attempts = [...sending.attempts.slice(0, -1), { ...last, delay: waitMs }];
  const interruption = new AbortController();
  const wait = () => longWait(waitMs, interruption.signal);
  // It is known when it is over: nothing stalls.
  const waited = await waitFor(sending.life, 'backoff', wait, () => Number.POSITIVE_INFINITY);
  if (waited.is === 'done') return;
  interruption.abort();
  const { ending } = waited;
  throw ending.by === 'application' ? asFailure(sending, abortError(failure)) : failure;
}

/** Waits until the message can be read by all attempts. */
async function prepared(sending: Sending, preparing: Promise<Readability>): Promise<void> {
  const around = () => circumstancesOf(sending, undefined, 'unread');
  try {
    const waited = await waitFor(sending.life, 'content', () => preparing);
    if (waited.is === 'done') {
      const isTriedAgain = sending.retry.retries > 0;
      sending.onceOnly = waited.value.again || !isTriedAgain ? undefined : waited.value.why;
      return;
    }
    throw toSmtpError({ error: endedError(waited.ending, 'content'), fromSource: false }, around());
  } catch (error) {
    if (isSmtpError(error)) throw error;
    throw toSmtpError({ error: asError(error), fromSource: true }, around());
  }
}
