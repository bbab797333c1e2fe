/** Who ended a send before its time. */
export type EndedBy = 'application' | 'deadline';

/** What a send may take, from its beginning to its end. */
export interface Lifeline {
  /** Aborted by the application's signal, with its reason, or at the deadline. */
  readonly signal: AbortSignal;
  readonly endedBy: EndedBy | undefined;
  /** What is left of the deadline, in milliseconds; `Infinity` without one. */
  remainingMs(): number;
  /** Lets the process end before the deadline does. */
  unref(): void;
  /** Forgets timer and signal: the send is over. */
  release(): void;
}

/**
 * Starts the clock of a send.
 *
 * @param deadlineMs The most a send may take, in milliseconds; `false` for no limit.
 * @param application The application's own signal, if it gave one.
 */
export function startLifeline(deadlineMs: number | false, application: AbortSignal | undefined): Lifeline {
  const controller = new AbortController();
  const endsAt = deadlineMs === false ? Number.POSITIVE_INFINITY : performance.now() + deadlineMs;
  let endedBy: EndedBy | undefined;

  const end = (by: EndedBy, reason: unknown) => {
    if (endedBy) return;
    endedBy = by;
    controller.abort(reason);
  };
  const onAbort = () => end('application', application?.reason);
  const timer =
    deadlineMs === false ? undefined : setTimeout(() => end('deadline', new Error('Deadline')), deadlineMs);
  if (application?.aborted) onAbort();
  application?.addEventListener('abort', onAbort, { once: true });

  return {
    signal: controller.signal,
    get endedBy() {
      return endedBy;
    },
    remainingMs: () => endsAt - performance.now(),
    unref: () => timer?.unref(),
    release() {
      clearTimeout(timer);
      application?.removeEventListener('abort', onAbort);
    },
  };
}
