import { diagnose } from '../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis } from '../diagnosis/diagnosis.js';
import { refuteAcceptance } from './acceptance.js';
import { diagnoseFailure } from './diagnose-failure.js';
import { type Evidence, findEvidence } from './evidence.js';
import type { Facts, FailureFacts, Protocol, Reading } from './facts.js';
import { allRefused, notAccepted } from './refuted.js';
import { sendmailRefused } from './sendmail.js';
import { serviceRefused, sesRefused, smtpReplyOf } from './service.js';
import { smtpMayHave } from './smtp.js';
import { unknownDelivery } from './unknown-delivery.js';

/** What an attempt came to. */
export type Verdict = { readonly is: 'accepted' } | Failed;

/** That it was no delivery, or not surely one. */
export type Failed = Refused | Unknown;

/** Nobody has the message, or with `partial` not the recipient whom this is about. */
export interface Refused extends Finding {
  readonly is: 'refused';
  readonly delivery: 'not-sent' | 'partial';
}

/** The message may be out. */
export interface Unknown extends Finding {
  readonly is: 'unknown';
  readonly delivery: 'unknown';
}

interface Finding {
  /** What the transport failed with, or should have. */
  readonly failure: FailureFacts;
  /** What decided. */
  readonly evidence: Evidence;
  readonly diagnosis: Diagnosis;
}

/**
 * Says what an attempt came to, from facts alone.
 *
 * @returns Whether the message is accepted, refused or nobody knows, and the diagnosis that decides.
 * @example
 * // Sendmail 8 has queued the message that it exits with 75 for: this is 'unknown'.
 * const error = { name: 'Error', message: 'Sendmail exited with code 75', code: 'ESENDMAIL', causes: [] };
 * judge({ protocol: 'sendmail', said: { error }, origin: 'transport', reading: 'read', session: undefined, context: {} });
 */
export function judge(facts: Facts): Verdict {
  const { said, session, reading } = facts;
  if ('error' in said) return judgeFailure(said.error, facts);
  const refutation = refuteAcceptance(said.info, session, reading);
  if (!refutation) return { is: 'accepted' };
  if (refutation.because === 'all-refused') return judgeFailure(allRefused(said.info), facts);
  const failure = notAccepted(refutation.reply);
  return refutation.because === 'goodbye' ? judgeFailure(failure, facts) : notKnown(failure, facts);
}

/** The verdict on an error. */
export function judgeFailure(failure: FailureFacts, facts: Omit<Facts, 'said'>): Failed {
  const evidence = evidenceOf(failure, facts);
  const context = contextOf(evidence, facts);
  const first = diagnoseFailure(failure, evidence, context, facts);
  const finding = { failure, evidence: placed(evidence, first) };
  if (mayBeOut(failure, facts)) {
    return { is: 'unknown', delivery: 'unknown', ...finding, diagnosis: settled(first) };
  }
  const delivery = facts.origin === 'recipient' ? 'partial' : 'not-sent';
  // Whoever knows that the message is not out has to do with the loss alone.
  const diagnosis =
    delivery === 'not-sent' && first.kind === 'DeliveryUnknown'
      ? diagnoseFailure(failure, evidence, { ...context, phase: 'data' }, facts)
      : first;
  return { is: 'refused', delivery, ...finding, diagnosis };
}

/** For a message that may be out although the transport reported a success. */
function notKnown(failure: FailureFacts, facts: Facts): Unknown {
  const { response: reply = '' } = failure;
  const evidence: Evidence = { reply, phase: 'final-dot', command: 'DATA' };
  const { provider } = diagnose(reply, contextOf(evidence, facts));
  return { is: 'unknown', delivery: 'unknown', failure, evidence, diagnosis: unknownDelivery(provider) };
}

function mayBeOut(failure: FailureFacts, facts: Omit<Facts, 'said'>): boolean {
  const { origin, protocol, reading, session } = facts;
  if (origin === 'recipient' || origin === 'local') return false;
  if (protocol === 'smtp') return smtpMayHave(session, reading);
  return mayHaveBeenRead[reading] && !isRefused[protocol](failure, reading);
}

const mayHaveBeenRead: Readonly<Record<Reading, boolean>> = {
  unread: false,
  unseen: true,
  begun: true,
  withdrawn: false,
  read: true,
};

/** Whether a failure proves that the message is not out, although it may have been read. */
const isRefused: Readonly<
  Record<Exclude<Protocol, 'smtp'>, (failure: FailureFacts, reading: Reading) => boolean>
> = {
  sendmail: sendmailRefused,
  ses: sesRefused,
  api: serviceRefused,
  none: () => true,
};

function evidenceOf(failure: FailureFacts, { protocol, session }: Omit<Facts, 'said'>): Evidence {
  if (protocol === 'smtp') return findEvidence(failure, session);
  const reply = smtpReplyOf(failure);
  const { phase, command } = findEvidence({ ...failure, response: '' }, undefined);
  return {
    phase,
    ...(command === undefined ? {} : { command }),
    ...(reply === undefined ? {} : { reply }),
  };
}

function contextOf({ phase, command }: Evidence, { session, context }: Omit<Facts, 'said'>): DiagnoseContext {
  return {
    ...context,
    phase,
    ...(command === undefined ? {} : { command }),
    ...(session?.greeting === undefined ? {} : { greeting: session.greeting }),
    ...(session === undefined ? {} : { mechanisms: session.mechanisms }),
  };
}

/**
 * A proxy fails before there is a connection that could tell its phase, a connection that ended
 * before its greeting is told of when it is gone, and TLS from the first byte
 * before Nodemailer calls the connection one.
 */
function placed(evidence: Evidence, { kind }: Diagnosis): Evidence {
  const isConnection = kind === 'ConnectionFailed' || kind === 'ConnectionClosed';
  if (isConnection && evidence.phase === 'local') return { ...evidence, phase: 'connect' };
  if (kind === 'TlsFailed' && evidence.phase === 'connect') return { ...evidence, phase: 'tls' };
  return evidence;
}

/** Where the message is outranks why the connection went away. */
function settled(first: Diagnosis): Diagnosis {
  const unknown = unknownDelivery(first.provider);
  const keepsItsReason = first.kind === 'SendAborted' || first.kind === 'Unclassified';
  return keepsItsReason ? { ...first, retry: unknown.retry } : unknown;
}
