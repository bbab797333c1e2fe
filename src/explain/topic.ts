import { type Kind, type Reason, reasons } from '../diagnosis/reasons.js';
import { generalAdvice } from '../diagnosis/remediations/general.js';
import type { Facts } from '../render/facts.js';
import { describeReply, type ReplyDescription } from '../reply/describe-reply.js';
import { concludeFrom } from './conclude-from.js';
import { isReason } from './from-fields.js';

/** Something that has a name, and is explained by it: a reason, a kind of error, a code. */
export type Topic =
  | { readonly topic: 'reason'; readonly reason: Reason }
  | { readonly topic: 'kind'; readonly kind: Kind; readonly reasons: readonly Reason[] }
  | { readonly topic: 'code'; readonly code: ReplyDescription };

/** The topic that a word names: `auth.disabled`, `DeliveryUnknown`, `DeliveryUnknownError`, `5.7.8`. */
export function topicOf(word: string): Topic | undefined {
  const name = word.trim();
  if (isReason(name)) return { topic: 'reason', reason: name };
  if (/^[245]\.\d{1,3}\.\d{1,3}$/.test(name)) return { topic: 'code', code: describeReply(name) };
  const kind = name.replace(/Error$/, '').toLowerCase();
  const ofKind = Object.keys(reasons)
    .filter(isReason)
    .filter((reason) => reasons[reason].kind.toLowerCase() === kind);
  const [first] = ofKind;
  return first && { topic: 'kind', kind: reasons[first].kind, reasons: ofKind };
}

const nothing = {
  place: '',
  dialogue: [],
  underlying: '',
  delivery: '',
  notes: [],
  steps: [],
  url: '',
} as const;
const dispositions = {
  transient: 'transient: the same message may succeed later',
  permanent: 'permanent: the same message fails again',
  'operator-action': 'operator-action: somebody has to change the account or the set-up first',
  'by-reply': 'by the reply: 4yz is transient, 5yz permanent',
} as const;

/** A topic as a rendering shows it. */
export function topicFacts(topic: Topic): Facts {
  if (topic.topic === 'reason') return reasonFacts(topic.reason);
  if (topic.topic === 'kind') {
    return {
      ...nothing,
      kind: topic.kind,
      reason: `a kind of error, class ${topic.kind}Error`,
      summary: `It has ${topic.reasons.length === 1 ? 'one reason' : `${topic.reasons.length} reasons`}.`,
      notes: topic.reasons.map((reason) => ({ label: reason, text: generalAdvice[reason].summary })),
    };
  }
  const { code } = topic;
  return {
    ...nothing,
    fine: code.code.startsWith('2'),
    kind: code.code,
    reason: code.class,
    summary: code.meaning,
    notes: [
      { label: 'When you see it', text: code.whenYouSeeIt },
      { label: 'What to do', text: code.howToFix },
      { label: 'Try again?', text: code.tryAgain },
      { label: 'From', text: code.source },
    ],
  };
}

function reasonFacts(reason: Reason): Facts {
  const { kind, retry, remediation } = concludeFrom(reason, {}, `topic.${reason}`);
  const { disposition } = reasons[reason];
  return {
    ...nothing,
    kind,
    reason,
    summary: remediation.summary,
    // Where the reply decides there is no answer before there is a reply.
    ...(disposition === 'by-reply' ? {} : { retry }),
    notes: [
      { label: 'Class', text: `${kind}Error` },
      { label: 'Disposition', text: dispositions[disposition] },
    ],
    steps: remediation.steps,
    url: remediation.url ?? '',
  };
}

/** A topic as data. */
export function topicJson(input: string, topic: Topic): object {
  if (topic.topic === 'reason') {
    const diagnosis = concludeFrom(topic.reason, {}, `topic.${topic.reason}`);
    const { kind, reason, remediation } = diagnosis;
    return {
      input,
      known: true,
      topic: 'reason',
      kind,
      reason,
      disposition: reasons[reason].disposition,
      remediation,
    };
  }
  return { input, known: true, ...topic };
}
