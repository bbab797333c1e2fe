import { AsyncResource } from 'node:async_hooks';
import { endedError } from '../endings/ended-error.js';
import { callBack } from '../nodemailer/call-back.js';
import { signalOf } from '../nodemailer/facts.js';
import { override } from '../nodemailer/override.js';
import type { Callback, Mail, SentInfo, Transport } from '../nodemailer/shapes.js';
import { deliver } from './deliver.js';
import { type SendRecord, startRecord } from './log-send.js';
import type { Preparation } from './preparations.js';
import { asFailure, type Outcome, Sending } from './sending.js';
import { sendMessage, tracedSend } from './trace.js';
import type { Wrapping } from './wrapping.js';

/**
 * Puts our `send` in front of the transport's: a delivery over as many attempts as it takes, and
 * one record.
 */
export function wrapSend(wrapping: Wrapping): void {
  override(wrapping.transport, 'send', (send) => (mail, callback) => {
    const preparation = wrapping.preparations.end(mail);
    if (preparation?.life.ending) {
      // It was given up before, and whoever sent it knows.
      setImmediate(callback, endedError(preparation.life.ending, 'preparation'));
      return;
    }
    const sending = startSending(wrapping, send, mail, preparation);
    tracedSend(sending, deliver, new Completion(sending, startRecord(sending), callback));
  });
}

/** Ends a send: logs its record and calls the application back. */
class Completion implements Outcome {
  readonly #sending: Sending;
  readonly #record: SendRecord;
  readonly #callback: Callback<SentInfo>;

  constructor(sending: Sending, record: SendRecord, callback: Callback<SentInfo>) {
    this.#sending = sending;
    this.#record = record;
    this.#callback = callback;
  }

  delivered(info: SentInfo | undefined): void {
    const sending = this.#sending;
    stop(sending);
    this.#record.delivered(info ?? {}, sending.attempts);
    callBack(sending.wrapping.transport, this.#callback, null, info);
  }

  failed(error: unknown): void {
    const sending = this.#sending;
    stop(sending);
    const failure = asFailure(sending, error);
    this.#record.failed(failure);
    // In a later turn than the call, as without us: whoever sends and awaits something else first that is
    // there already has no unhandled rejection where a login is suspended.
    setImmediate(callBack, sending.wrapping.transport, this.#callback, failure);
  }
}

function startSending(
  wrapping: Wrapping,
  send: Transport['send'],
  mail: Mail,
  preparation: Preparation | undefined,
): Sending {
  const { credentials, lives, options } = wrapping;
  credentials.addMail(mail);
  const begun = preparation ?? {
    life: lives.begin(signalOf(mail)),
    context: new AsyncResource('SmtpSend'),
    retry: options.retry,
  };
  const sending = new Sending(wrapping, send, mail, begun);
  sending.traced = sendMessage(sending);
  return sending;
}

function stop({ wrapping, mail, life, tracker }: Sending): void {
  wrapping.credentials.dropMail(mail);
  wrapping.lives.over(life);
  tracker.stop();
}
