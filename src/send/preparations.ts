import type { AsyncResource } from 'node:async_hooks';
import type { Life } from '../endings/life.js';
import type { Mail } from '../nodemailer/shapes.js';
import type { ResolvedRetry } from '../options/retry.js';

/** A message that Nodemailer prepares, from `sendMail` until it asks the transport. */
export interface Preparation {
  /** What Nodemailer made of it. */
  mail: Mail | undefined;
  readonly life: Life;
  /** Of who sent it. */
  readonly context: AsyncResource;
  readonly retry: ResolvedRetry;
  /** The transport is asked. */
  over(): void;
}

/** Finds what `sendMail` began for a message when the transport is asked to send it. */
export class Preparations {
  /** No weak one: with an entry for each message it costs each scavenge as much again (V8 11, test/bench/throughput.js). */
  readonly #byMail = new Map<Mail, Preparation>();
  /** Whose transport may still be asked, by a plugin that calls back late. */
  readonly #givenUp = new WeakMap<Mail, Preparation>();
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
    if (!this.#beginning) return;
    this.#byMail.set(mail, this.#beginning);
    this.#beginning.mail = mail;
    // What a plugin sends meanwhile is another message.
    this.#beginning = undefined;
  }

  /** Its `sendMail` is settled. */
  settled(preparation: Preparation): void {
    const { mail, life } = preparation;
    if (!mail) return;
    this.#byMail.delete(mail);
    if (life.ending) this.#givenUp.set(mail, preparation);
  }

  /** @returns `undefined` for a message whose beginning nobody saw: its transport was asked by somebody else. */
  end(mail: Mail): Preparation | undefined {
    const preparation = this.#byMail.get(mail) ?? this.#givenUp.get(mail);
    preparation?.over();
    return preparation;
  }
}
