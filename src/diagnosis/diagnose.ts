import type { Reply } from '../reply/reply.js';
import type { DiagnoseContext, Diagnosis, ErrorLike, Remediation } from './diagnosis.js';
import { judge, type Verdict } from './judge.js';
import { matchFailure } from './match-failure.js';
import { ownRules } from './own-rules.js';
import { readPasted } from './pasted/read-pasted.js';
import { tokenRefusalIn } from './pasted/token-refusal.js';
import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import { readContext } from './read-context.js';
import { type ErrorFacts, isBeforeMessage, phaseOf, readError } from './read-error.js';
import { type Disposition, type Reason, reasons } from './reasons.js';
import { recogniseProvider } from './recognise-provider.js';
import { fitToCase } from './remediations/fit-to-case.js';
import { remediationFor } from './remediations/remediation-for.js';
import { adviseRetry } from './retry-advice.js';
import { readText, type Text } from './text/read-text.js';
import { type Findings, findWords } from './vocabulary.js';

interface Finding extends Verdict {
  readonly remediation?: Remediation | undefined;
}

/** What is known when a diagnosis is put together. */
interface Case {
  readonly context: DiagnoseContext;
  readonly reply?: Reply;
  /** What the server or the error says. */
  readonly said: string;
  readonly text: Text;
  readonly provider: ProviderId | undefined;
  readonly uncertain: boolean;
}

function dispositionOf(reason: Reason, reply: Reply | undefined): Disposition {
  const { disposition } = reasons[reason];
  if (disposition !== 'by-reply') return disposition;
  return reply && reply.code >= 400 && reply.code < 500 ? 'transient' : 'permanent';
}

function conclude(finding: Finding, { context, reply, said, text, provider, uncertain }: Case): Diagnosis {
  const { reason, ruleId, because, remediation } = finding;
  const disposition = dispositionOf(reason, reply);
  const facts = context.mechanisms ? { mechanisms: context.mechanisms } : undefined;
  const retry = adviseRetry({ reason, disposition, reply, text, uncertain });
  const phase = context.phase ?? (context.command === undefined ? undefined : phaseOf(context.command));
  const general = remediation ?? remediationFor(reason, provider, facts);
  return {
    kind: reasons[reason].kind,
    reason,
    disposition,
    retry,
    remediation: fitToCase(general, { reason, ruleId, phase, text: said.toLowerCase(), retry, uncertain }),
    ...(provider === undefined ? {} : { provider }),
    ruleId,
    ...(because === undefined ? {} : { because }),
  };
}

function providerOf(context: DiagnoseContext, text?: Findings): ProviderId | undefined {
  if (context.provider !== undefined) return context.provider;
  const { host, greeting } = context;
  return recogniseProvider({
    ...(host === undefined ? {} : { host }),
    ...(greeting === undefined ? {} : { greeting }),
    ...(text === undefined ? {} : { text }),
  });
}

function isTokenLogin(command: string | undefined): boolean {
  return command !== undefined && /XOAUTH2|OAUTHBEARER/i.test(command);
}

/** 221 and 421 end a session; what that means for the message depends on how far it had come. */
function findClosing(phase: Phase | undefined): Finding {
  return phase === 'final-dot'
    ? { reason: 'delivery.unknown', ruleId: 'closing.221-for-message', because: ['221'] }
    : { reason: 'server.closing', ruleId: 'closing.221', because: ['221'] };
}

/** Codes that only a login gets, RFC 4954 section 6. */
const authCodes: readonly number[] = [435, 534, 535, 538];

function findForReply(
  reply: Reply,
  found: Findings,
  context: DiagnoseContext,
  provider: ProviderId | undefined,
): Finding {
  const phase =
    context.phase ??
    (context.command === undefined ? undefined : phaseOf(context.command)) ??
    (authCodes.includes(reply.code) ? 'auth' : undefined);
  const evidence = { reply, text: found.text, phase, provider };
  const own = context.rules?.length ? ownRules(context.rules)(evidence) : undefined;
  if (own) return { reason: own.rule.reason, ruleId: own.rule.id, because: own.because };
  if (reply.code === 221) return findClosing(phase);
  const refusal = tokenRefusalIn(reply);
  if (refusal !== undefined) {
    // 429 and 5yz: the token could not be checked.
    const reason = /^(?:429|5\d\d)$/.test(refusal) ? 'auth.temporary' : 'auth.token';
    return { reason, ruleId: 'challenge.token-refused', because: [refusal] };
  }
  if (reply.code < 400) return { reason: 'other', ruleId: 'not-a-failure', because: [String(reply.code)] };
  const { reason, ...decided } = judge(evidence, found);
  // The same refusal, but what was refused is a token.
  const isToken = reason === 'auth.invalid-credentials' && isTokenLogin(context.command);
  return { ...decided, reason: isToken ? 'auth.token' : reason };
}

function diagnoseReply(reply: Reply, context: DiagnoseContext): Diagnosis {
  const found = findWords(readText(reply.text));
  const provider = providerOf(context, found);
  const finding = findForReply(reply, found, context, provider);
  return conclude(finding, {
    context,
    reply,
    said: reply.text,
    text: found.text,
    provider,
    uncertain: false,
  });
}

/** What Nodemailer says of a failure is its own text, and tells nothing of a provider. */
const noText: Text = { words: [], stamps: [] };

const lossReasons: readonly Reason[] = ['connection.lost', 'connection.reset', 'connection.timeout'];

function diagnoseFailure(facts: ErrorFacts, context: DiagnoseContext): Diagnosis {
  const phase = context.phase ?? phaseOf(facts.command, facts);
  const provider = providerOf(context);
  const match = matchFailure(facts, phase);
  let finding: Finding = { reason: 'other', ruleId: 'none' };
  if (match) {
    const { failure, because } = match;
    const { reason, id, remediation } = failure;
    finding = { reason, ruleId: id, remediation, ...(because.length > 0 && { because }) };
  }
  let uncertain = false;
  if (lossReasons.includes(finding.reason)) {
    // Nodemailer gives the same error for a loss before the login and one after the final dot.
    if (phase === 'final-dot') {
      const because = [...new Set([...(finding.because ?? []), phase])];
      finding = { ...finding, reason: 'delivery.unknown', remediation: undefined, because };
    } else uncertain = phase === undefined && !isBeforeMessage(facts);
  }
  return conclude(finding, {
    context,
    said: facts.message,
    // What ran out of time names the limit that passed, and none to wait for.
    text: facts.ids.includes('ETIMEDOUT') ? noText : readText(facts.message),
    provider,
    uncertain,
  });
}

/** EHLO was refused, but what Nodemailer gave up for is that HELO has no STARTTLS, which `requireTLS` wants. */
function saysMore({ message }: ErrorFacts): boolean {
  return message.startsWith('ehlo failed but helo does not support required starttls');
}

function diagnoseError(error: ErrorLike, context: DiagnoseContext): Diagnosis {
  const facts = readError(error);
  const { reply } = facts;
  if (!reply || saysMore(facts) || (reply.code < 400 && reply.code !== 221)) {
    return diagnoseFailure(facts, context);
  }
  const phase = context.phase ?? phaseOf(facts.command, facts);
  const command = context.command ?? facts.command;
  return diagnoseReply(reply, {
    ...context,
    ...(phase === undefined ? {} : { phase }),
    ...(command === '' ? {} : { command }),
  });
}

/**
 * The same as {@link diagnose}, for an error of what does not speak SMTP: no number in it is a reply's code.
 */
export function diagnoseWithoutReply(error: ErrorLike, context: DiagnoseContext = {}): Diagnosis {
  return diagnoseFailure(readError(error), readContext(context));
}

/** The input as a reply, read once: getters may throw, fields may be of any type. */
function replyIn(input: Reply | ErrorLike): Reply | undefined {
  try {
    if (!('lines' in input)) return undefined;
    const { code, enhancedCode, lines, text } = input;
    if (!Array.isArray(lines) || typeof text !== 'string' || typeof code !== 'number') return undefined;
    return { code, lines, text, ...(typeof enhancedCode === 'string' ? { enhancedCode } : {}) };
  } catch {
    return undefined;
  }
}

/**
 * Says what a reply or an error means: its kind and reason, whether the same message may be tried
 * again, and what a person should do. Pure, bounded, and never throws.
 *
 * Rules of the application's own come first. Of the built-in ones the first that holds decides: what a
 * provider documents, what the text says, what the enhanced code means, what the code means in its
 * phase, and last the code's class.
 *
 * @param input a reply as text or as {@link parseReply} gives it, or an error of Nodemailer
 * @param given what is known besides: phase, command, host, provider
 * @returns kind and reason, what to do and whether to try again; `other` where nothing is known
 * @example
 * diagnose('535 5.7.8 Error: authentication failed', { phase: 'auth' }).reason;
 * // 'auth.invalid-credentials'
 * @see RFC 5321 section 4.2, RFC 3463
 */
export function diagnose(input: string | Reply | ErrorLike, given: DiagnoseContext = {}): Diagnosis {
  const context = readContext(given);
  if (typeof input === 'string') {
    const pasted = readPasted(input);
    return pasted.reply
      ? diagnoseReply(pasted.reply, { ...pasted.where, ...context })
      : diagnoseError(pasted.error, context);
  }
  const reply = replyIn(input);
  return reply ? diagnoseReply(reply, context) : diagnoseError(input, context);
}
