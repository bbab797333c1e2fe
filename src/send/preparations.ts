import type { AsyncResource } from 'node:async_hooks';
import type { Life } from '../endings/life.js';
import type { Mail } from '../nodemailer/shapes.js';

/** A message that Nodemailer prepares, from `sendMail` until it asks the transport. */
export interface Preparation {
  readonly life: Life;
  /** Of who sent it. */
  readonly context: AsyncResource;
  /** The transport is asked. */
  over(): void;
}

/** Finds what `sendMail` began for a message when the transport is asked to send it. */
export class Preparations {
  readonly #byMail = new WeakMap<object, Preparation>();
  #beginning: Preparation | undefined = undefined;

  /** Has the message that Nodemailer makes in this call belong to a preparation. */
  begin(preparation: Preparation, sendMail: () => unknown): void {
    this.#beginning = preparation;
    try {
      sendMail();
    } finally {
      this.#beginning = undefined;
    }
  }

  /** A message was made. */
  made(mail: Mail): void {
    if (this.#beginning) this.#byMail.set(mail, this.#beginning);
    // What a plugin sends meanwhile is another message.
    this.#beginning = undefined;
  }

  /** @returns `undefined` for a message whose beginning nobody saw: its transport was asked by somebody else. */
  end(mail: Mail): Preparation | undefined {
    const preparation = this.#byMail.get(mail);
    preparation?.over();
    return preparation;
  }
}
