import { setTimeout as delay } from 'node:timers/promises';
import { type Job, RateLimitError, UnrecoverableError, WaitingError } from 'bullmq';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { quietMessage } from '../errors/compose-message.js';
import { isPool, loginMark } from '../nodemailer/login.js';
import type { BodyGate } from '../nodemailer/message/gate-body.js';
import { isObject } from '../nodemailer/recognise.js';
import type { WrappedMailer } from '../nodemailer/wrapped.js';
import { confirm } from '../send/confirm-delivery.js';
import { foreignSource } from './foreign-sources.js';
import { interruptedError } from './interrupted.js';
import { createJobGate, type JobGate } from './job-gate.js';
import { judge } from './judge.js';
import { type Admission, type Ledger, openLedger } from './ledger.js';
import { mailFailure } from './mail-failure.js';
import { type MailResult, mailResult } from './mail-result.js';
import { unpackMessage } from './message-data.js';
import { messageIdOf, withJobMessageId, withoutIdentity } from './message-id.js';
import { notAllowedError } from './not-allowed.js';
import type { MailProcessorOptions } from './options.js';
import { queueOf, type RedisQueue } from './queue-of.js';
import { sharePace } from './shared-pace.js';

/** Who sends the messages of all jobs. */
export interface Sender extends WrappedMailer {
  /** The gates of the messages that are being sent, by their signals. */
  readonly gates: WeakMap<AbortSignal, BodyGate>;
  readonly options: MailProcessorOptions;
}

/** What BullMQ gives a processor. */
export interface Taken {
  readonly job: Job<object>;
  /** The token of the job's lock. */
  readonly token: string | undefined;
  /** Aborted when the job is cancelled. */
  readonly cancelled: AbortSignal | undefined;
}

/** One job while it is processed. */
interface Processing extends Sender {
  readonly job: Job<object>;
  readonly token: string;
  readonly cancelled: AbortSignal | undefined;
  readonly queue: RedisQueue;
  readonly ledger: Ledger;
  readonly message: object;
}

/** How often it is looked whether somebody else's trial is over. */
const TRIAL_POLL_MS = 200;

/**
 * How long Redis has to say that a body may go out, and no longer than half a lock. A server waits
 * three minutes for it (RFC 5321, 4.5.3.2.5).
 */
const CONFIRM_MS = 10_000;

/** A pool logs in with its own, whatever a message says. */
function hasOwnLogin(message: object, { mailer }: Sender): boolean {
  const auth: unknown = Reflect.get(message, 'auth');
  return isObject(auth) && Object.keys(auth).length > 0 && !isPool(mailer.transporter);
}

/** Takes one job to its end, or back to the queue: what it throws tells BullMQ which. */
export async function processMail(sender: Sender, { job, token, cancelled }: Taken): Promise<MailResult> {
  const queue = queueOf(job);
  if (token === undefined || job.id === undefined) {
    throw new TypeError('Expected the job and the lock’s token that a BullMQ worker gives its processor.');
  }
  const message = messageOf(job);
  // The login of one message says nothing about others', and what no login precedes is about the message.
  const coolDown = sender.speaksSmtp && !hasOwnLogin(message, sender) ? sender.coolDown : undefined;
  const processing: Processing = {
    ...sender,
    coolDown,
    job,
    token,
    cancelled,
    queue,
    ledger: openLedger({
      queue,
      jobId: job.id,
      token,
      guarded: coolDown !== undefined,
      login: loginMark(sender.mailer.transporter, job.queueQualifiedName),
    }),
    message,
  };
  await sharePace(queue, sender, job.queueQualifiedName);
  const admission = await admit(processing);
  switch (admission.verdict) {
    case 'send':
      return send(processing, admission.trial);
    case 'delivered':
      return JSON.parse(admission.result);
    default:
      throw await suspend(processing, admission.waitMs);
  }
}

/** Whatever a scheduler makes jobs of is one template for many messages. */
function messageOf(job: Job): object {
  const template = unpackMessage(job.data);
  const message = job.repeatJobKey === undefined ? template : withoutIdentity(template);
  return withJobMessageId(message, [job.queueQualifiedName, job.id, job.timestamp]);
}

/** Waits for what is over soon, and asks about what was interrupted. */
async function admit(
  processing: Processing,
): Promise<Exclude<Admission, { verdict: 'wait' | 'interrupted' }>> {
  const { ledger, queue, cancelled, options, message } = processing;
  for (;;) {
    if (queue.closing) throw await giveBack(processing);
    if (cancelled?.aborted)
      throw new UnrecoverableError('The job was cancelled before its message was sent.');
    const admission = await ledger.begin();
    if (admission.verdict === 'interrupted') {
      const messageId = messageIdOf(message);
      const error = interruptedError(messageId);
      const ask = options.confirmDelivery;
      const answer = ask ? await confirm(ask, { messageId, message, error }) : 'unknown';
      if (answer === 'unknown') throw await failed(processing, error);
      if (answer === 'delivered') {
        return { verdict: 'delivered', result: JSON.stringify(messageId === undefined ? {} : { messageId }) };
      }
      await ledger.unmark(admission.sender);
    } else if (admission.verdict === 'wait') {
      await delay(TRIAL_POLL_MS, undefined, cancelled ? { signal: cancelled } : {}).catch(() => undefined);
    } else {
      return admission;
    }
  }
}

async function send(processing: Processing, isTrial: boolean): Promise<MailResult> {
  const { ledger, queue, cancelled, gates, mailer, speaksSmtp, options, message } = processing;
  const endTrial = (proven: boolean) => {
    if (isTrial) ledger.endTrial(proven).catch(() => undefined);
  };
  const confirmMs = Math.min(CONFIRM_MS, queue.opts.lockDuration / 2);
  const gate = createJobGate(ledger, { confirmMs, cancelled, onReached: () => endTrial(true) });
  try {
    const foreign = foreignSource(message, options.allow ?? {});
    if (foreign) throw notAllowedError(foreign, messageIdOf(message));
    // Over SMTP it opens between the server's 354 and the body; of other transports nobody knows when.
    if (speaksSmtp) gates.set(gate.signal, gate);
    else await gate.open();
    const info = await mailer.sendMail({ ...message, signal: gate.signal });
    const result = mailResult(info ?? {}, options);
    // Not waited for: if Redis is away, this comes before what BullMQ wants of it.
    ledger.delivered(JSON.stringify(result)).catch(() => undefined);
    endTrial(true);
    return result;
  } catch (error) {
    const outcome = isSmtpError(error) ? await settle(processing, gate, error) : error;
    // Not before: after a refusal nobody else may try.
    endTrial(false);
    throw outcome;
  }
}

/** Does with the job what its failure asks for; returns what tells BullMQ so. */
async function settle(processing: Processing, gate: JobGate, error: AnySmtpError): Promise<Error> {
  const { ledger, queue, coolDown } = processing;
  if (error.delivery === 'not-sent') gate.unsent();
  if (gate.refusal) return gate.refusal;
  switch (judge(error, { guarded: coolDown !== undefined, closing: queue.closing !== undefined })) {
    case 'suspend': {
      if (error.reason === 'auth.suspended' || !coolDown) {
        return suspend(processing, await ledger.turnedAway(error.retry.afterMs ?? 1));
      }
      const waitMs = await ledger.refused(coolDown);
      await note(processing, error);
      return suspend(processing, waitMs);
    }
    case 'give-back':
      return giveBack(processing);
    case 'retry':
      await note(processing, error);
      return new Error(quietMessage(error), { cause: error });
    case 'fail':
      return failed(processing, error);
  }
}

/** Puts the job back in front, and has this worker, and those with a `limiter`, wait. */
async function suspend({ queue, ledger }: Processing, waitMs: number): Promise<Error> {
  const forMs = Math.max(1, Math.ceil(waitMs));
  await queue.backend.setRateLimit(forMs);
  await ledger.suspended(forMs);
  return new RateLimitError();
}

async function giveBack({ job, token }: Processing): Promise<Error> {
  await job.moveToWait(token);
  return new WaitingError();
}

async function failed(processing: Processing, error: AnySmtpError): Promise<Error> {
  await note(processing, error);
  const failure = new UnrecoverableError(quietMessage(error));
  Object.defineProperty(failure, 'cause', { value: error, configurable: true, writable: true });
  return failure;
}

/** A failure that cannot be noted is still a failure. */
async function note({ job, options }: Processing, error: AnySmtpError): Promise<void> {
  await job.updateProgress({ lastFailure: mailFailure(error, options) }).catch(() => undefined);
}
