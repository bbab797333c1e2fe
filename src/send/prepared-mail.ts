import { AsyncResource } from 'node:async_hooks';
import { endedError } from '../endings/ended-error.js';
import type { Ending, Waiter } from '../endings/ending.js';
import type { Life } from '../endings/life.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { asError } from '../nodemailer/as-error.js';
import { isSourceError } from '../nodemailer/message/shared-stream.js';
import type { Callback, Mail, SentInfo } from '../nodemailer/shapes.js';
import type { SendOptions } from '../options/message.js';
import type { ResolvedRetry } from '../options/retry.js';
import { startLocalRecord } from './log-send.js';
import type { Preparation } from './preparations.js';
import { toSmtpError } from './to-smtp-error.js';
import type { Preparing } from './wrapping.js';

/** A `sendMail`, until it is settled. */
export class PreparedMail implements Preparation, Waiter {
  readonly waitsFor = 'preparation';
  mail: Mail | undefined = undefined;
  readonly context = new AsyncResource('SmtpSend');
  readonly life: Life;
  readonly retry: ResolvedRetry;
  readonly #wrapping: Preparing;
  readonly #record;
  #callback: Callback<SentInfo> | undefined;

  constructor(
    wrapping: Preparing,
    signal: AbortSignal | undefined,
    { retry, deadlineMs }: SendOptions,
    callback: Callback<SentInfo>,
  ) {
    this.#wrapping = wrapping;
    this.#callback = callback;
    this.#record = startLocalRecord(wrapping);
    this.retry = retry;
    this.life = wrapping.lives.begin(signal, deadlineMs);
    this.life.wait(this);
  }

  gotOnAt(): number {
    return Number.NEGATIVE_INFINITY;
  }

  over(): void {
    this.life.goOn(this);
  }

  ended(ending: Ending): void {
    this.failLater(endedError(ending, this.waitsFor));
  }

  /** In a later turn than the call, as what Nodemailer says. */
  failLater(error: unknown): void {
    setImmediate(() => {
      this.context.runInAsyncScope(() => this.settle(error));
    });
  }

  /** Told what Nodemailer said. */
  settle(error: unknown, info?: SentInfo): void {
    const callback = this.#callback;
    if (!callback) return;
    this.#callback = undefined;
    this.#wrapping.lives.over(this.life);
    this.#wrapping.preparations.settled(this);
    if (error) callback(this.#typed(asError(error), isSourceError(error)));
    else callback(null, info);
  }

  #typed(error: Error, fromSource: boolean): AnySmtpError {
    if (isSmtpError(error)) return error;
    const { options, scrub } = this.#wrapping;
    const failure = toSmtpError(
      { error, fromSource },
      {
        protocol: 'api',
        origin: 'local',
        reading: 'unread',
        session: undefined,
        attempts: [],
        server: undefined,
        messageId: undefined,
        onceOnly: undefined,
        accepted: [],
        rules: options.rules,
        scrub,
      },
    );
    this.#record.failed(failure);
    return failure;
  }
}
