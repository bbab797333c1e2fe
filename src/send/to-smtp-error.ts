import { diagnose } from '../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis, ErrorLike } from '../diagnosis/diagnosis.js';
import { outOfStepRemediation } from '../diagnosis/remediations/out-of-step.js';
import type { Rule } from '../diagnosis/rule.js';
import { type AnySmtpError, createSmtpError, isSmtpError } from '../errors/classes.js';
import { composeMessage } from '../errors/compose-message.js';
import type { AttemptReport, Delivery, RecipientOutcome, ServerAddress } from '../errors/outcome.js';
import { cleanError } from '../nodemailer/clean-error.js';
import { nodemailerFields } from '../nodemailer/error-fields.js';
import { parseReply } from '../reply/parse-reply.js';
import { truncate } from '../session/bounded.js';
import type { Scrub } from '../session/scrub.js';
import { cleanServerText, shown, withoutSecrets } from '../session/server-text.js';
import type { Session } from '../session/session.js';
import { otherDelivery, smtpDelivery } from './delivery.js';
import { type Evidence, findEvidence } from './evidence.js';
import { unknownDelivery } from './unknown-delivery.js';

/** What surrounds a failure. */
export interface Circumstances {
  /** True before the transport was asked at all. */
  readonly local: boolean;
  /** True for the refusal of some recipients of a message that others have. */
  readonly isPartial: boolean;
  readonly speaksSmtp: boolean;
  readonly session: Session | undefined;
  /** Whether the message had been handed over to its end, so that its final dot may have gone out. */
  readonly finished: boolean;
  /** The attempts before this one. */
  readonly attempts: readonly AttemptReport[];
  readonly server: ServerAddress | undefined;
  readonly messageId: string | undefined;
  /** The envelope's addresses, as far as they are known. */
  readonly mailboxes?: readonly string[];
  /** Why the message can be read only once, where that is so. */
  readonly onceOnly: string | undefined;
  /** The recipients that have the message from an earlier attempt. */
  readonly accepted: readonly string[];
  readonly rules: readonly Rule[];
  readonly scrub: Scrub;
}

/** An error of a transport, and where it came from if it was not the server's doing. */
export interface RawFailure {
  readonly error: Error;
  /** True where a file, URL or stream of the message failed. */
  readonly fromSource: boolean;
}

/**
 * Turns what a transport gave into the error that the application gets.
 */
export function toSmtpError({ error, fromSource }: RawFailure, circumstances: Circumstances): AnySmtpError {
  if (isSmtpError(error)) return error;
  const { session, scrub } = circumstances;
  const evidence = cleanEvidence(findEvidence(error, session), scrub);
  const context = contextOf(evidence, circumstances);
  const raw = { error, fromSource };
  const isOutOfStep = session?.outOfStep !== undefined && evidence.reply === undefined;
  const judged =
    isOutOfStep && isProtocolError(error) ? outOfStep(context, session) : judge(raw, evidence, context);
  const isLocal = judged.kind === 'Unclassified' && circumstances.local;
  const first = isLocal ? diagnose(asConfigError(error), context) : judged;
  const delivery = circumstances.isPartial ? 'partial' : deliveryOf(first, circumstances);
  // Whoever knows that the message is not out has to do with the loss alone.
  const known = delivery === 'not-sent' && first.kind === 'DeliveryUnknown';
  const decided = known ? judge(raw, evidence, { ...context, phase: 'data' }) : settle(first, delivery);
  cleanError(error, scrub);
  return build(error, decided, delivery, placed(evidence, first), circumstances);
}

function deliveryOf(diagnosis: Diagnosis, { speaksSmtp, session, finished }: Circumstances): Delivery {
  return speaksSmtp ? smtpDelivery(session, finished) : otherDelivery(diagnosis, finished);
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

/**
 * The error for a message that may be out although the transport reported a success.
 *
 * @param reply The reply that Nodemailer took for an acceptance, without secrets.
 */
export function toUnknownDelivery(reply: string, circumstances: Circumstances): AnySmtpError {
  const evidence: Evidence = { reply, phase: 'final-dot', command: 'DATA' };
  const { provider } = diagnose(reply, contextOf(evidence, circumstances));
  const error = Object.assign(new Error('The server did not accept the message'), {
    code: 'EMESSAGE',
    command: 'DATA',
    response: shown(reply),
    responseCode: parseReply(reply)?.code,
  });
  return build(error, unknownDelivery(provider), 'unknown', evidence, circumstances);
}

function build(
  error: Error,
  diagnosis: Diagnosis,
  delivery: Delivery,
  evidence: Evidence,
  circumstances: Circumstances,
): AnySmtpError {
  const { session, server, messageId } = circumstances;
  const nodemailer = nodemailerFields(error);
  // Of thousands of recipients the refusal of one is about that one.
  const mailboxes = nodemailer.recipient === undefined ? circumstances.mailboxes : [nodemailer.recipient];
  const reply = evidence.reply === undefined ? undefined : parseReply(shown(evidence.reply));
  return createSmtpError({
    message: composeMessage(diagnosis, {
      ...(reply === undefined ? { underlying: error.message } : { reply }),
      ...(evidence.command === undefined ? {} : { command: evidence.command }),
      ...(mailboxes === undefined ? {} : { mailboxes }),
    }),
    diagnosis: withReadability(diagnosis, circumstances),
    phase: evidence.phase,
    delivery,
    attempts: circumstances.attempts,
    nodemailer,
    ...(reply === undefined ? {} : { reply }),
    recipients: recipientOutcomes(error, circumstances),
    ...(messageId === undefined ? {} : { messageId }),
    ...(server === undefined ? {} : { server }),
    transcript: transcriptOf(session),
    cause: error,
    ...(mailboxes === undefined ? {} : { mailboxes }),
  });
}

function contextOf({ phase, command }: Evidence, { session, server, rules }: Circumstances): DiagnoseContext {
  return {
    phase,
    ...(command === undefined ? {} : { command }),
    ...(server === undefined ? {} : { host: server.host }),
    ...(session?.greeting === undefined ? {} : { greeting: session.greeting }),
    ...(session === undefined ? {} : { mechanisms: session.mechanisms }),
    ...(rules.length === 0 ? {} : { rules }),
  };
}

function judge({ error, fromSource }: RawFailure, { reply }: Evidence, context: DiagnoseContext): Diagnosis {
  if (fromSource) return diagnose(asSourceError(error), context);
  if (reply === undefined) return diagnose(error, context);
  const judged = diagnose(reply, context);
  return judged.reason === 'other' && !isRefusal(reply) ? diagnose({ code: 'EPROTOCOL' }, context) : judged;
}

function isProtocolError(error: Error): boolean {
  return nodemailerFields(error).code === 'EPROTOCOL';
}

/** What was said out of turn need not be said on the next connection. */
function outOfStep(context: DiagnoseContext, { greeting = '' }: Session): Diagnosis {
  const why = 'Replies and commands no longer belonged together: on another connection they may.';
  const violation = diagnose({ code: 'EPROTOCOL' }, context);
  // A web server says much that nothing asked for, and is none of SMTP's.
  const remediation = greeting.startsWith('220') ? outOfStepRemediation : violation.remediation;
  return {
    ...violation,
    disposition: 'transient',
    retry: { safe: true, why },
    remediation,
    ruleId: OUT_OF_STEP,
  };
}

const OUT_OF_STEP = 'session.out-of-step';

/** Bytes that are no reply, and a yes that answers something else, refuse nothing: they break the protocol. */
function isRefusal(reply: string): boolean {
  const code = parseReply(reply)?.code;
  return code !== undefined && code >= 400;
}

/** A source's own error says ENOENT or ECONNREFUSED, and means the file or the URL. */
function asSourceError(error: Error): ErrorLike {
  const { code, originalCode } = nodemailerFields(error);
  // DKIM signs while the message is read.
  if (code === 'ECONFIG' || originalCode === 'ECONFIG') return asConfigError(error);
  return { code: 'ESTREAM', command: 'API', message: error.message };
}

/** What has no name before the first attempt is an error of a plugin. */
function asConfigError({ message }: Error): ErrorLike {
  return { code: 'ECONFIG', command: 'API', message };
}

/** Where the message is outranks why the connection went away. */
function settle(first: Diagnosis, delivery: Delivery): Diagnosis {
  const keepsItsReason = first.kind === 'SendAborted' || first.kind === 'Unclassified';
  if (delivery !== 'unknown') return first;
  const unknown = unknownDelivery(first.provider);
  return keepsItsReason ? { ...first, retry: unknown.retry } : unknown;
}

function withReadability(diagnosis: Diagnosis, { onceOnly }: Circumstances): Diagnosis {
  if (!diagnosis.retry.safe || onceOnly === undefined) return diagnosis;
  const why = `${onceOnly} A second attempt could go out without that part.`;
  return { ...diagnosis, retry: { safe: false, why } };
}

function recipientOutcomes(error: Error, circumstances: Circumstances): readonly RecipientOutcome[] {
  const { rules, scrub, accepted } = circumstances;
  const refused = (nodemailerFields(error).rejectedErrors ?? []).flatMap((refusal) => {
    const { recipient, response } = nodemailerFields(refusal);
    if (recipient === undefined) return [];
    const reply = response === undefined ? undefined : parseReply(cleanServerText(response, scrub));
    const { reason, disposition } = diagnose(reply ?? refusal, { phase: 'rcpt', rules });
    const outcome: RecipientOutcome = {
      address: recipient,
      outcome: disposition === 'transient' ? 'deferred' : 'rejected',
      ...(reply === undefined ? {} : { reply, reason }),
    };
    return outcome;
  });
  return [...accepted.map((address): RecipientOutcome => ({ address, outcome: 'accepted' })), ...refused];
}

/** What a session kept is clean; an error's own words are not. */
function cleanEvidence(evidence: Evidence, scrub: Scrub): Evidence {
  if (evidence.reply === undefined) return evidence;
  return { ...evidence, reply: withoutSecrets(evidence.reply, scrub) };
}

function transcriptOf(session: Session | undefined): readonly string[] {
  return (session?.transcript ?? []).map(
    // Control characters that are made visible take more room.
    ({ from, text }) => truncate(`${from === 'client' ? 'C' : 'S'}: ${shown(text)}`),
  );
}
