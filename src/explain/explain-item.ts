import { diagnose } from '../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis } from '../diagnosis/diagnosis.js';
import { tokenRefusalIn } from '../diagnosis/pasted/token-refusal.js';
import type { Reason } from '../diagnosis/reasons.js';
import { fitToCase } from '../diagnosis/remediations/fit-to-case.js';
import type { Facts, Note } from '../render/facts.js';
import { written } from '../render/mark-reply.js';
import { describeReply, type ReplyDescription } from '../reply/describe-reply.js';
import type { Reply } from '../reply/reply.js';
import { concludeFrom } from './conclude-from.js';
import { recordedRetry } from './from-fields.js';
import type { Item } from './item.js';

/** What there is to say about an {@link Item}. */
export interface ExplainedItem {
  readonly item: Item;
  /** What the code by itself says, and the enhanced one. */
  readonly codes: readonly ReplyDescription[];
  /** Absent for a reply that is no failure. */
  readonly diagnosis?: Diagnosis;
  /** False where all that we know is that we do not know it. */
  readonly known: boolean;
}

/** Explains a reply or an error. */
export function explainItem(item: Item, given: DiagnoseContext): ExplainedItem {
  const { reply, error, reason, bounced } = item;
  const context = { ...item.context, ...given };
  const codes = reply ? describe(reply) : [];
  if (bounced && bounced.action !== 'failed' && bounced.action !== 'delayed')
    return { item, codes, known: true };
  if (reply && reason === undefined && !bounced && isGoodNews(reply, context)) {
    return { item, codes, known: codes[0]?.known ?? false };
  }
  const diagnosis =
    bounced?.diagnosis ??
    (reason === undefined
      ? diagnose(reply ?? error ?? item.input, context)
      : fromRecord(reason, item, context));
  return { item, codes, diagnosis, known: diagnosis.reason !== 'other' };
}

/** What this package had found when it wrote this, and what it said on trying again. */
function fromRecord(reason: Reason, { error }: Item, context: DiagnoseContext): Diagnosis {
  const found = concludeFrom(reason, context, 'record.reason');
  const retry = recordedRetry(error);
  if (!retry) return found;
  const facts = { reason, ruleId: found.ruleId, phase: context.phase, text: '', retry, uncertain: false };
  const disposition = retry.safe ? 'transient' : found.disposition;
  return { ...found, disposition, retry, remediation: fitToCase(found.remediation, facts) };
}

/** 221 is the normal end after QUIT, and no failure unless it came in place of an answer. */
function isGoodNews(reply: Reply, { phase, command }: DiagnoseContext): boolean {
  const { code } = reply;
  if (tokenRefusalIn(reply) !== undefined) return false;
  if (code !== 221) return code < 400;
  return phase === 'quit' || (phase === undefined && (command === undefined || /^QUIT/i.test(command)));
}

function describe(reply: Reply): readonly ReplyDescription[] {
  const codes = [String(reply.code), ...(reply.enhancedCode === undefined ? [] : [reply.enhancedCode])];
  return codes.filter((code) => /^[2-5]/.test(code)).map((code) => describeReply(code));
}

/** Tells what a rule rests on. It is not for browsers: with it they would load the text of all rules. */
export type SourceOf = (ruleId: string) => string | undefined;

/** The explanation as a rendering shows it. */
export function toFacts(
  { item, codes, diagnosis }: ExplainedItem,
  given: DiagnoseContext,
  sourceOf: SourceOf = () => undefined,
): Facts {
  const { reply, error, bounced } = item;
  const { host, phase, command } = { ...item.context, ...given };
  const [code] = codes;
  const meanings: readonly Note[] = codes
    .filter((entry) => entry.known && agrees(entry.code, item, diagnosis, given))
    .map((entry) => ({ label: entry.code, text: entry.meaning }));
  const common = {
    place: [bounced?.recipient, host, command && `in answer to ${command}`, phase && `phase ${phase}`]
      .filter(Boolean)
      .join(', '),
    dialogue: reply ? written(reply) : [],
    underlying: reply || bounced ? '' : messageOf(error?.message ?? item.input),
    delivery: '',
  };
  if (!diagnosis && bounced) {
    return {
      ...common,
      fine: true,
      kind: bounced.action,
      reason: bounced.status ?? '',
      summary: 'The server reports no failure for this recipient.',
      notes: [],
      steps: [],
      url: '',
    };
  }
  if (!diagnosis) {
    return {
      ...common,
      fine: true,
      dialogue: common.dialogue.map((line) => ({ ...line, decided: false })),
      kind: code?.code ?? '',
      reason: code?.class ?? '',
      summary: code?.meaning ?? '',
      notes: [
        { label: 'When you see it', text: code?.whenYouSeeIt ?? '' },
        { label: 'What to do', text: code?.howToFix ?? '' },
        { label: 'Try again?', text: code?.tryAgain ?? '' },
        { label: 'Why we think so', text: code?.source ?? '' },
      ],
      steps: [],
      url: '',
    };
  }
  return {
    ...common,
    kind: diagnosis.kind,
    reason: diagnosis.reason,
    summary: diagnosis.remediation.summary,
    retry: diagnosis.retry,
    notes: [
      ...meanings,
      ...(code?.known && reply?.text === '' ? [{ label: 'When you see it', text: code.whenYouSeeIt }] : []),
      ...bounceNotes(item),
      { label: 'Why we think so', text: whyWeThinkSo(diagnosis.ruleId, sourceOf) },
    ],
    steps: diagnosis.remediation.steps,
    url: diagnosis.remediation.url ?? '',
  };
}

/** Whether a code by itself means the same: servers use one code for much, and its gloss would contradict them. */
function agrees(
  code: string,
  { reply, context }: Item,
  diagnosis: Diagnosis | undefined,
  given: DiagnoseContext,
): boolean {
  if (!reply || !diagnosis) return true;
  const alone: Reply = { code: reply.code, lines: [''], text: '' };
  const bare = code === String(reply.code) ? alone : { ...alone, enhancedCode: code };
  return diagnose(bare, { ...context, ...given }).kind === diagnosis.kind;
}

function bounceNotes({ bounced }: Item): readonly Note[] {
  if (!bounced) return [];
  const text = bounced.final
    ? 'The server has given up: nothing more is tried by itself.'
    : 'The server goes on trying: nothing has to be sent again yet.';
  return [{ label: 'Bounce', text }];
}

function messageOf(message: unknown): string {
  return typeof message === 'string' ? message.trim() : '';
}

function whyWeThinkSo(ruleId: string, sourceOf: SourceOf): string {
  if (ruleId === 'none') return `no rule of ours knows it (${ruleId}).`;
  const source = sourceOf(ruleId);
  return source === undefined ? `rule ${ruleId}` : `rule ${ruleId}, from ${source}`;
}

/** The explanation as data. */
export function toJson(
  { item, codes, diagnosis, known }: ExplainedItem,
  sourceOf: SourceOf = () => undefined,
): object {
  const { bounced } = item;
  const source = diagnosis && sourceOf(diagnosis.ruleId);
  return {
    input: item.input,
    failure: diagnosis !== undefined,
    known,
    ...(item.reply === undefined ? {} : { reply: item.reply }),
    ...(bounced && {
      recipient: bounced.recipient,
      action: bounced.action,
      final: bounced.final,
      ...(bounced.status === undefined ? {} : { status: bounced.status }),
    }),
    codes,
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(source === undefined ? {} : { source }),
  };
}
