import type { Remediation, RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Reply } from '../reply/reply.js';
import { maskAddresses } from './mask-addresses.js';
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
  /** Only with `addresses: true`. */
  readonly recipients?: readonly Omit<RecipientOutcome, 'reply'>[];
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

export function smtpErrorToJson(
  error: Source,
  { addresses = false }: { readonly addresses?: boolean },
): SmtpErrorJson {
  const text = (value: string) => (addresses ? value : maskAddresses(value));
  return {
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
    ...(error.reply === undefined ? {} : { replyText: text(error.reply.text) }),
    ...(addresses ? { recipients: error.recipients.map(withoutReply) } : {}),
  };
}

function withoutReply({ address, outcome, reason }: RecipientOutcome): Omit<RecipientOutcome, 'reply'> {
  return { address, outcome, ...(reason === undefined ? {} : { reason }) };
}
