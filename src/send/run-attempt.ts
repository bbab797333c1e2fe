import type { CancelSignal } from '../cancellation.js';
import type { Callback, SentInfo } from '../nodemailer/shapes.js';
import { asError } from './raw-errors.js';

/** How an attempt ended, told in the very turn in which the transport said so. */
export type Ending = { readonly error: Error } | { readonly info: SentInfo | undefined };

/** What is to be run. */
export interface AttemptRun {
  /** Has the transport send the message. */
  send(callback: Callback<SentInfo>): unknown;
  /** Ends the attempt, also where the transport takes no notice of it. */
  readonly signal: CancelSignal;
  /** Makes the error for that. */
  whyAborted(): Error;
  /** Called once, synchronously with the transport's callback, however the attempt ended. */
  ended(ending: Ending): void;
}

/**
 * Has a transport send a message once.
 */
export function runAttempt(run: AttemptRun): void {
  const running = new Running(run);
  try {
    const returned = run.send((error, info) => running.end(error ? { error: asError(error) } : { info }));
    // An async send that rejects would leave its message pending for ever.
    if (isThenable(returned)) {
      returned.then(undefined, (error: unknown) => running.end({ error: asError(error) }));
    }
  } catch (error) {
    running.end({ error: asError(error) });
  }
  running.heed(run.signal);
}

class Running {
  // Let go of at the end: a pool keeps its callbacks longer than it needs them.
  #run: AttemptRun | undefined;

  constructor(run: AttemptRun) {
    this.#run = run;
  }

  end(ending: Ending): void {
    const ended = this.#run;
    this.#run = undefined;
    ended?.signal.removeEventListener('abort', this);
    ended?.ended(ending);
  }

  /** After the transport's own listener: it closes the connection first, and its session is told by that. */
  heed(signal: CancelSignal): void {
    if (signal.aborted) setImmediate(() => this.handleEvent());
    else if (this.#run) signal.addEventListener('abort', this, { once: true });
  }

  handleEvent(): void {
    if (this.#run) this.end({ error: this.#run.whyAborted() });
  }
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
