import type { CancelSignal } from '../cancellation.js';
import type { Callback, SentInfo } from '../nodemailer/shapes.js';
import { asError } from './raw-errors.js';

/** How an attempt ended, told in the very turn in which the transport said so. */
export type Ending = { readonly error: Error } | { readonly info: SentInfo | undefined };

/** What is to be run. */
export interface AttemptRun {
  /** Has the transport send the message. */
  readonly send: (callback: Callback<SentInfo>) => unknown;
  /** Ends the attempt, also where the transport takes no notice of it. */
  readonly signal: CancelSignal;
  /** Makes the error for that. */
  readonly aborted: () => Error;
  /** Called once, synchronously with the transport's callback, however the attempt ended. */
  readonly onEnd: (ending: Ending) => void;
}

/**
 * Has a transport send a message once.
 */
export function runAttempt(run: AttemptRun): void {
  // Let go of at the end: a pool keeps its callbacks longer than it needs them.
  let running: AttemptRun | undefined = run;
  const onAbort = () => {
    if (running) end({ error: running.aborted() });
  };
  const end = (ending: Ending) => {
    const ended = running;
    running = undefined;
    ended?.signal.removeEventListener('abort', onAbort);
    ended?.onEnd(ending);
  };
  const callback: Callback<SentInfo> = (error, info) => {
    end(error ? { error: asError(error) } : { info });
  };
  try {
    const returned = run.send(callback);
    // An async send that rejects would leave its message pending for ever.
    if (isThenable(returned)) returned.then(undefined, (error: unknown) => end({ error: asError(error) }));
  } catch (error) {
    end({ error: asError(error) });
  }
  // After the transport's own listener: it closes the connection first, and its session is told by that.
  if (run.signal.aborted) setImmediate(onAbort);
  else if (running) run.signal.addEventListener('abort', onAbort, { once: true });
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
