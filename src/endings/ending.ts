/** What ends a send from outside. */
export type Ending =
  | { readonly by: 'application'; readonly reason: unknown }
  /** It took longer than `deadline`. */
  | { readonly by: 'deadline'; readonly ms: number }
  /** It did not get on for `stallTimeout`. */
  | { readonly by: 'stall'; readonly ms: number }
  /** Its transport was closed. */
  | { readonly by: 'close' };

/** What a send waits for. */
export type Wait =
  /** Plugins, `attachDataUrls`, and all else that Nodemailer does before it asks the transport. */
  | 'preparation'
  /** The message's streams, which are kept so that they can be read again. */
  | 'content'
  /** The rate that its server takes. */
  | 'pace'
  /** Another login with the same credentials, that has no answer yet. */
  | 'login'
  /** A connection of the pool. */
  | 'queue'
  /** The server, and the way to it. */
  | 'server'
  /** The next attempt. */
  | 'backoff'
  /** The application, that is asked for other credentials. */
  | 'credentials'
  /** The application, that is asked whether a message is delivered. */
  | 'confirmation';

/** Somebody who waits, for as long as the send may. */
export interface Waiter {
  readonly waitsFor: Wait;
  /**
   * When what it waits for got on last, by {@link monotonicMs}, as far as it is known: a queue gets on
   * with each step. `Infinity` where it is known when the wait is over.
   */
  gotOnAt(): number;
  /** Told if the send is ended before the wait is. */
  ended(ending: Ending): void;
  /** Told when the transport logs in with other credentials from now on. */
  loginReplaced?(): void;
}
