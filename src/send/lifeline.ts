import { performance } from 'node:perf_hooks';
import { Cancellation } from '../cancellation.js';

/** Who ended a send before its time. */
export type EndedBy = 'application' | 'deadline';

/**
 * What a send may take, from its beginning to its end: aborted by the application's signal, with its
 * reason, or at the deadline.
 */
export class Lifeline extends Cancellation {
  readonly #endsAt: number;
  readonly #application: AbortSignal | undefined;
  #onAbort: (() => void) | undefined;
  #endedBy: EndedBy | undefined;

  /**
   * Starts the clock of a send.
   *
   * @param deadlineMs The most a send may take, in milliseconds; `false` for no limit.
   * @param application The application's own signal, if it gave one.
   */
  constructor(deadlineMs: number | false, application: AbortSignal | undefined) {
    super();
    this.#application = application;
    // Whole milliseconds: V8 makes an object of any other number that it keeps.
    this.#endsAt =
      deadlineMs === false ? Number.POSITIVE_INFINITY : Math.ceil(performance.now() + deadlineMs);
    if (!application) return;
    this.#onAbort = () => this.#end('application', application.reason);
    if (application.aborted) this.#onAbort();
    else application.addEventListener('abort', this.#onAbort, { once: true });
  }

  get endedBy(): EndedBy | undefined {
    return this.#endedBy;
  }

  /** What is left of the deadline, in milliseconds; `Infinity` without one. */
  remainingMs(): number {
    return this.#endsAt - performance.now();
  }

  /** The deadline has come. */
  expire(): void {
    this.#end('deadline', new Error('Deadline'));
  }

  /** Forgets the application's signal: the send is over. */
  release(): void {
    if (this.#onAbort) this.#application?.removeEventListener('abort', this.#onAbort);
  }

  #end(by: EndedBy, reason: unknown): void {
    if (this.#endedBy) return;
    this.#endedBy = by;
    this.abort(reason);
  }
}
