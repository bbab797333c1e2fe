import type { Remediation, RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Reply } from '../reply/reply.js';
import { type AddressOption, type AddressPolicy, addressMode, showAddress, showText } from './addresses.js';
import { mailboxesOf } from './known-mailboxes.js';
import type { AttemptReport, RecipientOutcome, ServerAddress } from './outcome.js';

/** An {@link SmtpError} as plain data. `version` changes when a field changes its meaning. */
export interface SmtpErrorJson {
  readonly version: 1;
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly kind: string;
  readonly reason: string;
  readonly phase: string;
  readonly delivery: string;
  readonly disposition: string;
  readonly retry: RetryAdvice;
  readonly permanent: boolean;
  readonly remediation: Remediation;
  readonly ruleId: string;
  readonly attempts: readonly AttemptReport[];
  readonly provider?: string;
  readonly messageId?: string;
  readonly server?: ServerAddress;
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly enhancedCode?: string;
  /** The reply's text, addresses in it masked. */
  readonly replyText?: string;
  /** Only with `addresses`. */
  readonly recipients?: ShownRecipients;
}

/** What became of each recipient, without the server's words. */
export type ShownRecipients = readonly Omit<RecipientOutcome, 'reply'>[];

/** What {@link SmtpError.toJSON} may disclose. */
export interface ErrorJsonOptions {
  /** As in the option `log`. Default `'none'`. */
  readonly addresses?: AddressOption;
  /** For `'hash'`. Default: a random key for each process. */
  readonly hashKey?: string | Uint8Array;
}

/** The fields of an error that its JSON is made of. */
interface Source {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly kind: string;
  readonly reason: string;
  readonly phase: string;
  readonly delivery: string;
  readonly disposition: string;
  readonly retry: RetryAdvice;
  readonly permanent: boolean;
  readonly remediation: Remediation;
  readonly ruleId: string;
  readonly attempts: readonly AttemptReport[];
  readonly provider?: string | undefined;
  readonly messageId?: string | undefined;
  readonly server?: ServerAddress | undefined;
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly reply?: Reply | undefined;
  readonly recipients: readonly RecipientOutcome[];
}

export function smtpErrorToJson(error: Source, { addresses, hashKey }: ErrorJsonOptions): SmtpErrorJson {
  const policy: AddressPolicy = { mode: addressMode(addresses), hashKey };
  return {
    ...additions(error, policy),
    version: 1,
    name: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    kind: error.kind,
    reason: error.reason,
    phase: error.phase,
    delivery: error.delivery,
    disposition: error.disposition,
    retry: { ...error.retry },
    permanent: error.permanent,
    remediation: { ...error.remediation, steps: [...error.remediation.steps] },
    ruleId: error.ruleId,
    attempts: error.attempts.map((attempt) => ({ ...attempt })),
    ...(error.provider === undefined ? {} : { provider: error.provider }),
    ...(error.messageId === undefined ? {} : { messageId: error.messageId }),
    ...(error.server === undefined ? {} : { server: { ...error.server } }),
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.command === undefined ? {} : { command: error.command }),
    ...(error.responseCode === undefined ? {} : { responseCode: error.responseCode }),
    ...(error.reply?.enhancedCode === undefined ? {} : { enhancedCode: error.reply.enhancedCode }),
    ...(error.reply === undefined
      ? {}
      : { replyText: showText(error.reply.text, policy, mailboxesOf(error)) }),
    ...(policy.mode === 'none' ? {} : { recipients: recipientsAs(error.recipients, policy) }),
  };
}

/**
 * What others have put on the error: winston writes `level`, timestamp and its default fields on the
 * very object that it is given, and loses them where the JSON has not got them.
 */
function additions(error: Source, policy: AddressPolicy): Record<string, string | number | boolean> {
  const added: Record<string, string | number | boolean> = {};
  for (const key of Object.keys(error)) {
    const value = read(error, key);
    if (typeof value === 'string') added[key] = showText(value, policy);
    else if (typeof value === 'number' || typeof value === 'boolean') added[key] = value;
  }
  return added;
}

function read(source: object, key: string): unknown {
  try {
    return Reflect.get(source, key);
  } catch {
    return undefined;
  }
}

/** What became of each recipient, with its address as the policy has it. */
export function recipientsAs(
  recipients: readonly RecipientOutcome[],
  policy: AddressPolicy,
): ShownRecipients {
  return recipients.map(({ address, outcome, reason }) => ({
    address: showAddress(address, policy) ?? '',
    outcome,
    ...(reason === undefined ? {} : { reason }),
  }));
}
