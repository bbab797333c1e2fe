import { callBack } from '../nodemailer/call-back.js';
import { signalOf } from '../nodemailer/facts.js';
import { applyAuthIfChanged } from '../nodemailer/login.js';
import { override } from '../nodemailer/override.js';
import type { Mail, Transport } from '../nodemailer/shapes.js';
import { deliver } from './deliver.js';
import { Lifeline } from './lifeline.js';
import { startRecord } from './log-send.js';
import { asFailure, Sending } from './sending.js';
import { sendMessage, tracedSend } from './trace.js';
import type { Wrapping } from './wrapping.js';

/**
 * Puts our `send` in front of the transport's: a delivery over as many attempts as it takes, and
 * one record.
 */
export function wrapSend(wrapping: Wrapping): void {
  override(wrapping.transport, 'send', (send) => (mail, callback) => {
    const sending = startSending(wrapping, send, mail);
    const record = startRecord(sending);
    tracedSend(sending, deliver, {
      delivered: (info) => {
        stop(sending);
        record.delivered(info ?? {}, sending.attempts);
        callBack(wrapping.transport, callback, null, info);
      },
      failed: (error) => {
        stop(sending);
        const failure = asFailure(sending, error);
        record.failed(failure);
        callBack(wrapping.transport, callback, failure);
      },
    });
  });
}

function startSending(wrapping: Wrapping, send: Transport['send'], mail: Mail): Sending {
  const { transport, options, credentials, lifecycle } = wrapping;
  credentials.addMail(mail);
  if (wrapping.speaksSmtp) applyAuthIfChanged(transport);
  // A transport that takes no notice of signals goes on when it is aborted: then so do we.
  const heedsSignals = transport.supportsAbortSignal === true || wrapping.speaksSmtp;
  const application = heedsSignals ? signalOf(mail) : undefined;
  const lifeline = new Lifeline(options.deadline, application);
  lifecycle.add(lifeline);
  const sending = new Sending(wrapping, send, mail, lifeline);
  sending.traced = sendMessage(sending);
  return sending;
}

function stop({ wrapping, lifeline, tracker }: Sending): void {
  lifeline.release();
  wrapping.lifecycle.remove(lifeline);
  tracker.stop();
}
