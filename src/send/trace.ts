import type { SendMessage } from '../channels/channels.js';
import { isTraced, traceAttempt, traceSend } from '../channels/publish.js';
import { isSmtpError } from '../errors/classes.js';
import { serverOf } from '../nodemailer/facts.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { type Outcome, promised, type Sending } from './sending.js';

/** The message for a send, where somebody listens. */
export function sendMessage(sending: Sending): SendMessage | undefined {
  if (!isTraced()) return undefined;
  const { transport } = sending.wrapping;
  const server = serverOf(transport);
  return {
    transport: transport.name ?? 'unnamed',
    ...sending.facts,
    ...(server === undefined ? {} : { server, protocol: transport.options?.['lmtp'] ? 'lmtp' : 'smtp' }),
  };
}

/** Runs a send under the eyes of whoever listens. */
export function tracedSend(
  sending: Sending,
  run: (sending: Sending, outcome: Outcome) => void,
  outcome: Outcome,
): void {
  const { traced } = sending;
  if (!traced) {
    run(sending, outcome);
    return;
  }
  const complete = (ended: unknown) => {
    traced.attempts = sending.attempts;
    const recipients = isSmtpError(ended) ? ended.recipients : Object(ended).recipients;
    if (Array.isArray(recipients)) traced.recipients = recipients;
  };
  const send = () =>
    promised((told) =>
      run(sending, {
        delivered: (info) => {
          complete(info);
          if (info?.queueId !== undefined) traced.queueId = info.queueId;
          told.delivered(info);
        },
        failed: (error) => {
          complete(error);
          told.failed(error);
        },
      }),
    );
  tell(outcome, traceSend(send, traced));
}

/** Runs an attempt under the eyes of whoever listens. */
export function tracedAttempt(
  sending: Sending,
  run: (sending: Sending, outcome: Outcome) => void,
  outcome: Outcome,
): void {
  const { traced, attempts } = sending;
  if (!traced) {
    run(sending, outcome);
    return;
  }
  const made = () => promised((told) => run(sending, told));
  tell(outcome, traceAttempt(made, { send: traced, attempt: attempts.length + 1 }));
}

function tell(outcome: Outcome, ended: Promise<SentInfo | undefined>): void {
  ended.then(
    (info) => outcome.delivered(info),
    (error: unknown) => outcome.failed(error),
  );
}
