import type { BodyGate } from '../nodemailer/message/gate-body.js';
import type { Ledger } from './ledger.js';

/** The gate in front of a job's message. */
export interface JobGate extends BodyGate {
  /** Aborted when the send shall end: the gate stays shut, or the job was cancelled and is not on its way. */
  readonly signal: AbortSignal;
  /** Why the gate stayed shut, where Redis did not say that it may open. */
  readonly refusal: Error | undefined;
}

/** What a job's gate needs to know. */
export interface JobGateOptions {
  /** How long Redis has to answer, in milliseconds. */
  readonly confirmMs: number;
  /** Ends what is not on its way; what is goes on. */
  readonly cancelled: AbortSignal | undefined;
  /** Called when an attempt is logged in. */
  readonly onReached: () => void;
}

/**
 * Lets nothing of a message out before Redis has marked its job, and takes the mark back when the
 * message turns out not to be out.
 */
export function createJobGate(
  { mark, unmark }: Ledger,
  { confirmMs, cancelled, onReached }: JobGateOptions,
): JobGate {
  const own = new AbortController();
  let state: 'shut' | 'asking' | 'open' = 'shut';
  let refusal: Error | undefined;
  let attempt = 0;

  const stop = () => {
    if (state !== 'open') own.abort(cancelled?.reason);
  };
  const shut = () => {
    state = 'shut';
    // Not waited for: Redis runs it before whatever this worker asks for next.
    unmark().catch(() => undefined);
  };
  if (cancelled?.aborted) stop();
  cancelled?.addEventListener('abort', stop, { once: true });

  return {
    signal: own.signal,
    get refusal() {
      return refusal;
    },
    async open() {
      own.signal.throwIfAborted();
      const asking = ++attempt;
      // Open already: some recipients have the message, and others are tried again.
      const isFirst = state === 'shut';
      if (isFirst) state = 'asking';
      const answer = await within(confirmMs, mark());
      // Redis may answer after the server has hung up: then the mark is taken back already.
      if (asking !== attempt) throw new Error('The attempt ended before Redis answered.');
      if (answer !== true) refusal = answer === false ? notOurs() : notConfirmed(answer);
      if (refusal) own.abort(refusal);
      if (own.signal.aborted && isFirst) shut();
      own.signal.throwIfAborted();
      state = 'open';
    },
    reached: onReached,
    unsent() {
      attempt++;
      if (state === 'shut') return;
      shut();
      if (cancelled?.aborted) stop();
    },
  };
}

function notOurs(): Error {
  return new Error(
    'Not sent: the job is not this worker’s any more, as its lock ran out. Another worker has it, or will have it.',
  );
}

function notConfirmed(cause: unknown): Error {
  return new Error('Not sent: Redis did not confirm that this worker may send the message.', { cause });
}

/** What a promise resolves with, or the error that it, or the wait for it, ended with. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | Error> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Error>((resolve) => {
    timer = setTimeout(resolve, milliseconds, new Error(`Redis did not answer within ${milliseconds} ms.`));
  });
  const settled = promise.catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  try {
    return await Promise.race([settled, limit]);
  } finally {
    clearTimeout(timer);
  }
}
