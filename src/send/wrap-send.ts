import { callBack } from '../nodemailer/call-back.js';
import { signalOf } from '../nodemailer/facts.js';
import { applyAuthIfChanged } from '../nodemailer/login.js';
import { override } from '../nodemailer/override.js';
import type { Callback, Mail, SentInfo, Transport } from '../nodemailer/shapes.js';
import { deliver } from './deliver.js';
import { Lifeline } from './lifeline.js';
import { type SendRecord, startRecord } from './log-send.js';
import { asFailure, type Outcome, Sending } from './sending.js';
import { sendMessage, tracedSend } from './trace.js';
import type { Wrapping } from './wrapping.js';

/**
 * Puts our `send` in front of the transport's: a delivery over as many attempts as it takes, and
 * one record.
 */
export function wrapSend(wrapping: Wrapping): void {
  override(wrapping.transport, 'send', (send) => (mail, callback) => {
    const sending = startSending(wrapping, send, mail);
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
    callBack(sending.wrapping.transport, this.#callback, failure);
  }
}

function startSending(wrapping: Wrapping, send: Transport['send'], mail: Mail): Sending {
  const { transport, options, credentials, lifecycle } = wrapping;
  credentials.addMail(mail);
  if (wrapping.speaksSmtp) applyAuthIfChanged(transport);
  // A transport that takes no notice of signals goes on when it is aborted: then so do we, once it is asked.
  const heedsSignals = transport.supportsAbortSignal === true || wrapping.speaksSmtp;
  const signal = signalOf(mail);
  const application = heedsSignals || signal?.aborted ? signal : undefined;
  const lifeline = new Lifeline(options.deadline, application);
  lifecycle.add(lifeline);
  const sending = new Sending(wrapping, send, mail, lifeline);
  sending.traced = sendMessage(sending);
  return sending;
}

function stop({ wrapping, mail, lifeline, tracker }: Sending): void {
  wrapping.credentials.dropMail(mail);
  lifeline.release();
  wrapping.lifecycle.remove(lifeline);
  tracker.stop();
}
