import { endedError, type LastWait } from '../endings/ended-error.js';
import type { Ending, Waiter } from '../endings/ending.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { complaintIn } from '../gate/pace/complaint.js';
import type { Pace } from '../gate/pace/pace.js';
import type { Entrant, Pause } from '../gate/pace/types.js';
import { monotonicMs } from '../monotonic.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { attempt } from './attempt.js';
import { keyOf } from './mend-login.js';
import { noteFailure } from './note-attempt.js';
import type { PacePatron } from './pace-patron.js';
import { pausedError } from './paused.js';
import { asFailure, type Outcome, type Sending } from './sending.js';

type State =
  /** Until it may begin. */
  'waiting' | 'under-way' | 'over';

/** Makes an attempt when the pace of its server lets it, and again where it was refused for that alone. */
export function pacedAttempt(sending: Sending, outcome: Outcome): void {
  const { patron } = sending.wrapping;
  const pace = patron && paceOf(sending, patron);
  if (pace) new PacedAttempt(sending, outcome, pace, patron).enter();
  else attempt(sending, outcome);
}

function paceOf(sending: Sending, patron: PacePatron): Pace | undefined {
  try {
    return patron.paceFor(keyOf(sending));
  } catch {
    // Options that no login can be read from: the attempt fails for them.
    return undefined;
  }
}

class PacedAttempt implements Entrant, Waiter, Outcome {
  readonly waitsFor = 'pace';
  place = -1;
  begunAt = monotonicMs();
  readonly patron: PacePatron;
  readonly #sending: Sending;
  readonly #outcome: Outcome;
  readonly #pace: Pace;
  readonly #enteredAt = monotonicMs();
  #state: State = 'waiting';
  /** False in the turn of its call. */
  #isLater = false;
  /** What it was refused with, if it was. */
  #refusal: AnySmtpError | undefined = undefined;

  constructor(sending: Sending, outcome: Outcome, pace: Pace, patron: PacePatron) {
    this.#sending = sending;
    this.#outcome = outcome;
    this.#pace = pace;
    this.patron = patron;
  }

  enter(): void {
    this.#sending.life.wait(this);
    if (this.#state === 'waiting') this.#pace.enter(this);
    this.#isLater = true;
  }

  admit(): void {
    this.#state = 'under-way';
    // To be let in is nothing yet: what counts is who got through meanwhile.
    this.#sending.life.giveUp(this);
    if (this.#isLater) this.#sending.context.runInAsyncScope(attempt, undefined, this.#sending, this);
    else attempt(this.#sending, this);
  }

  turnAway(pause: Pause): void {
    this.#sending.life.giveUp(this);
    this.#end(this.#refusal ?? pausedError(pause, this.#sending));
  }

  leftConnection(): Promise<void> {
    return this.patron.left(this.#sending.sessionId);
  }

  /** It gets on with all others, and in a time that the server named. */
  gotOnAt(): number {
    return Math.max(this.#pace.gotThroughAt, Math.min(this.#pace.grantedUntil, monotonicMs()));
  }

  ended(ending: Ending): void {
    this.#pace.leave(this);
    const isKnown = this.#refusal && ending.by !== 'application';
    this.#end(isKnown ? this.#refusal : asFailure(this.#sending, endedError(ending, this.#lastWait)));
  }

  /** Before the server has complained it is those that went first who wait for its answer. */
  get #lastWait(): LastWait {
    return this.#pace.isLimited ? 'pace' : 'server';
  }

  delivered(info: SentInfo | undefined): void {
    this.#state = 'over';
    this.#pace.welcomed(this);
    this.#outcome.delivered(info);
  }

  failed(error: unknown): void {
    const complaint = isSmtpError(error) ? complaintIn(error) : undefined;
    if (!complaint || !isSmtpError(error)) {
      this.#state = 'over';
      this.#pace.over(this);
      this.#outcome.failed(error);
      return;
    }
    this.#pace.complained(this, complaint, error);
    const { life } = this.#sending;
    const goesOn = life.goesOn && !this.#isLong(error) && this.#pace.getsOnSince(this.#enteredAt);
    if (goesOn) this.#again(error);
    else {
      this.#state = 'over';
      this.#outcome.failed(error);
    }
  }

  #isLong({ retry }: AnySmtpError): boolean {
    return (retry.afterMs ?? 0) > this.patron.patienceMs;
  }

  #again(refusal: AnySmtpError): void {
    this.#refusal = refusal;
    this.#state = 'waiting';
    this.#sending.refusedForPace += 1;
    this.#sending.life.wait(this);
    if (this.#state === 'waiting') this.#pace.enterAgain(this);
  }

  #end(failure: AnySmtpError | undefined): void {
    if (this.#state === 'over' || !failure) return;
    this.#state = 'over';
    if (failure !== this.#refusal) noteFailure(this.#sending, this.begunAt, failure);
    const { context } = this.#sending;
    context.runInAsyncScope(this.#outcome.failed, this.#outcome, failure);
  }
}
