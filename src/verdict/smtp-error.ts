import { diagnose } from '../diagnosis/diagnose.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Rule } from '../diagnosis/rule.js';
import { type AnySmtpError, createSmtpError } from '../errors/classes.js';
import { composeMessage } from '../errors/compose-message.js';
import type { AttemptReport, Delivery, RecipientOutcome, ServerAddress } from '../errors/outcome.js';
import type { NodemailerFields } from '../errors/smtp-error.js';
import { isRefusal } from '../reply/code-classes.js';
import { parseReply } from '../reply/parse-reply.js';
import { shown } from '../session/server-text.js';
import type { Failed } from './verdict.js';

/** A recipient that a server refused. */
export interface Refusal {
  readonly recipient: string;
  /** Without secrets. */
  readonly response?: string;
  readonly responseCode?: number;
}

/** What surrounds a failure, besides what its verdict is made of. */
export interface Surroundings {
  /** The transport's error, cleaned, and its fields. */
  readonly cause: Error;
  readonly nodemailer: NodemailerFields;
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
  readonly refusals: readonly Refusal[];
  readonly rules: readonly Rule[];
  readonly transcript: readonly string[];
}

/** The error that the application gets for a verdict. */
export function smtpErrorOf({ diagnosis, evidence, delivery }: Failed, around: Surroundings): AnySmtpError {
  const { cause, nodemailer, attempts, server, messageId, transcript } = around;
  const { phase, command } = evidence;
  // Of thousands of recipients the refusal of one is about that one.
  const mailboxes = nodemailer.recipient === undefined ? around.mailboxes : [nodemailer.recipient];
  const reply = evidence.reply === undefined ? undefined : parseReply(shown(evidence.reply));
  return createSmtpError({
    message: composeMessage(diagnosis, {
      ...(reply === undefined ? { underlying: cause.message } : { reply }),
      ...(command === undefined ? {} : { command }),
      ...(mailboxes === undefined ? {} : { mailboxes }),
    }),
    diagnosis: withReadability(diagnosis, around),
    phase,
    delivery,
    attempts,
    nodemailer,
    ...(reply === undefined ? {} : { reply }),
    recipients: outcomes(delivery, around),
    ...(messageId === undefined ? {} : { messageId }),
    ...(server === undefined ? {} : { server }),
    transcript,
    cause,
    ...(mailboxes === undefined ? {} : { mailboxes }),
  });
}

function withReadability(diagnosis: Diagnosis, { onceOnly }: Surroundings): Diagnosis {
  if (!diagnosis.retry.safe || onceOnly === undefined) return diagnosis;
  const why = `${onceOnly} A second attempt could go out without that part.`;
  return { ...diagnosis, retry: { safe: false, why } };
}

/** Where the message may be out, only a reply that refuses says of a recipient that it is not. */
function outcomes(
  delivery: Delivery,
  { accepted, refusals, rules }: Surroundings,
): readonly RecipientOutcome[] {
  const known = delivery === 'unknown' ? refusals.filter(refuses) : refusals;
  const refused = known.map(({ recipient, response, responseCode }): RecipientOutcome => {
    const reply = response === undefined ? undefined : parseReply(response);
    const { reason, disposition } = diagnose(reply ?? { responseCode }, { phase: 'rcpt', rules });
    return {
      address: recipient,
      outcome: disposition === 'transient' ? 'deferred' : 'rejected',
      ...(reply === undefined ? {} : { reply, reason }),
    };
  });
  return [...accepted.map((address): RecipientOutcome => ({ address, outcome: 'accepted' })), ...refused];
}

function refuses({ response = '' }: Refusal): boolean {
  return isRefusal(parseReply(response)?.code ?? 0);
}
