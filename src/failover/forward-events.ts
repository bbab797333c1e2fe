import type { EventEmitter } from 'node:events';
import type { Mailer, Transport } from '../nodemailer/shapes.js';
import type { Member } from './member.js';

/** What listens for a failover, which is nobody's ear. */
const forwarding = new WeakSet<object>();

/** Has a failover give the events of its transporters, as the transport of a mailer that listens to it. */
export function forwardEvents(members: readonly Member[], failover: EventEmitter & Transport): void {
  for (const { mailer } of members) {
    mailer.on?.('idle', () => failover.emit('idle'));
    mailer.on?.('clear', () => {
      if (members.every(({ mailer }) => pendingOf(mailer) === 0)) failover.emit('clear');
    });
    const forward = (error: unknown) => {
      // Who listens at the transporter has heard of it; if nobody listens at all it ends the process, as it did.
      const isHeard = mailer.listeners?.('error').some((listener) => !forwarding.has(listener)) ?? false;
      const isWanted = (failover.mailer?.listenerCount?.('error') ?? 0) > 0;
      if (isWanted || !isHeard) failover.emit('error', error);
    };
    forwarding.add(forward);
    mailer.on?.('error', forward);
  }
}

/** How many messages a mailer's transport has not finished with, where it knows. */
export function pendingOf({ transporter }: Mailer): number {
  return transporter.pendingCount?.() ?? 0;
}
