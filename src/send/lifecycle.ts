import { Cancellation, type CancelSignal } from '../cancellation.js';
import { override } from '../nodemailer/override.js';
import type { Transport } from '../nodemailer/shapes.js';
import { Deadlines } from './deadlines.js';
import type { Lifeline } from './lifeline.js';

/** What the messages that a transport does not see at present have to do with its state. */
export interface Lifecycle {
  /** Aborted when the transport is closed. */
  closed(): CancelSignal;
  /** Counts messages that wait outside of the transport as pending. */
  pending(change: number): void;
  /** Keeps a send's clock for as long as the transport is open. */
  add(lifeline: Lifeline): void;
  remove(lifeline: Lifeline): void;
}

/** Follows a transport's `close()`, and adds to its `pendingCount()`. */
export function followLifecycle(transport: Transport): Lifecycle {
  const deadlines = new Deadlines();
  let waiting = 0;
  let closing = new Cancellation();

  if (transport.pendingCount) {
    override(transport, 'pendingCount', (pendingCount) => () => {
      return (pendingCount?.call(transport) ?? 0) + waiting;
    });
  }
  if (transport.close) {
    override(transport, 'close', (close) => (...args) => {
      const returned = close?.apply(transport, args);
      closing.abort(new Error('The transport was closed'));
      closing = new Cancellation();
      // A clock must not keep a process alive whose application is done with mail.
      deadlines.unref();
      return returned;
    });
  }

  return {
    closed: () => closing,
    pending: (change) => {
      waiting += change;
    },
    add: (lifeline) => deadlines.add(lifeline),
    remove: (lifeline) => deadlines.remove(lifeline),
  };
}
