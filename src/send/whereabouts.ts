import type { LastWait } from '../endings/ended-error.js';
import { isPool } from '../nodemailer/login.js';
import { heldBackMs, isQueued } from '../nodemailer/pooled.js';
import type { HandedMessage } from './handed-message.js';
import type { Sending } from './sending.js';

/** Where a message is in its transport's hands, and when it got on there. */
export class Whereabouts {
  readonly #sending: Sending;
  /** Nobody tells when a pool takes it out of its queue: it was some time after another one got through. */
  #assignedAt: number | undefined = undefined;

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  get waitsFor(): LastWait {
    return this.#isQueued ? 'queue' : 'server';
  }

  /** By `monotonicMs`, as far as it is known. */
  gotOnAt({ by }: HandedMessage): number {
    const { wrapping, tracker } = this.#sending;
    const { lives, transport } = wrapping;
    if (by) return Math.max(by.heardAt, tracker.movedAt);
    if (this.#isQueued) return lives.queueGotOnAt + heldBackMs(transport);
    this.#assignedAt ??= isPool(transport) ? lives.queueGotOnAt : Number.NEGATIVE_INFINITY;
    return this.#assignedAt;
  }

  get #isQueued(): boolean {
    const { wrapping, mail } = this.#sending;
    return isQueued(wrapping.transport, mail);
  }
}
