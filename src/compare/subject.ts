import type { Audience } from '../diagnosis/diagnosis.js';
import { type Disposition, type Reason, reasons } from '../diagnosis/reasons.js';
import { remediationFor } from '../diagnosis/remediations/remediation-for.js';
import { isReason } from '../explain/from-fields.js';
import { asCompared } from '../reply/compare-replies.js';
import { describeReply } from '../reply/describe-reply.js';
import { inShortOf } from '../reply/in-short.js';
import type { Compared, Standing } from '../reply/key-differences.js';
import { reasonsInShort } from './reasons-in-short.js';
import { whatClientsDo } from './what-clients-do.js';

/** One side of a comparison: a reply code, an enhanced status code or a reason. */
export interface Subject {
  /** As it is written: `'535'`, `'5.7.8'`, `'auth.disabled'`. */
  readonly name: string;
  /** What it belongs to: a class of replies, or for a reason a class of errors. */
  readonly class: string;
  /** What it comes down to, as the end of a sentence that begins with the name. */
  readonly inShort: string;
  readonly meaning: string;
  readonly whenYouSeeIt: string;
  readonly howToFix: string;
  readonly tryAgain: string;
  /** What a server says it for, and what a client does about it; for a reason, what to match on it for. */
  readonly whenToUse: string;
  /** The standard that defines it. */
  readonly source: string;
  /** False for a code that no standard has. */
  readonly known: boolean;
}

/**
 * The subject of a name, and as what it is compared.
 *
 * @throws TypeError if it is neither a code nor a reason.
 */
export function subjectOf(name: number | string): readonly [subject: Subject, compared: Compared] {
  const written = typeof name === 'string' ? name.trim() : name;
  return isReason(written) ? reasonSubject(written) : codeSubject(written);
}

function codeSubject(written: number | string): readonly [Subject, Compared] {
  const description = describe(written);
  const { code, whenYouSeeIt } = description;
  const { inShort, whenToUse } = inShortOf(description);
  const subject = {
    name: code,
    ...description,
    inShort,
    whenToUse: [whenToUse, whatClientsDo(code, whenYouSeeIt)].filter(Boolean).join(' '),
  };
  return [subject, asCompared(description)];
}

function describe(written: number | string) {
  try {
    return describeReply(written);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : '';
    throw new TypeError(sentence.replace(', but got', ", or a reason, such as 'auth.disabled', but got"));
  }
}

type Standings = Readonly<Record<Disposition | 'by-reply', { standing: Standing; tryAgain: string }>>;

const standings: Standings = {
  transient: { standing: 'later', tryAgain: 'Yes, later: the same message may succeed.' },
  permanent: { standing: 'never', tryAgain: 'Not as it is: the same message fails again.' },
  'operator-action': {
    standing: 'mend',
    tryAgain: 'Not before somebody has changed the account or the set-up.',
  },
  'by-reply': { standing: 'by-reply', tryAgain: 'Yes after a 4xx reply, no after a 5xx reply.' },
};

const matched: Readonly<Record<Audience, string>> = {
  operator: 'Match on it to tell whoever runs the account or the server.',
  developer: 'Match on it to tell whoever wrote the program: its options have to change.',
  sender: 'Match on it to tell whoever wrote the message.',
  recipient: 'Match on it to reach the recipient by other means.',
  nobody: 'Match on it to wait in silence: nobody has to do anything.',
};

/** What is neither a failure nor a success. */
const unknownDelivery = {
  standing: 'look-first',
  tryAgain: 'Not before somebody has looked: the message may be out already.',
} as const;

function reasonSubject(reason: Reason): readonly [Subject, Compared] {
  const { kind, disposition } = reasons[reason];
  const { summary, steps, audience } = remediationFor(reason);
  const [inShort, whenYouSeeIt] = reasonsInShort[reason];
  const { standing, tryAgain } = reason === 'delivery.unknown' ? unknownDelivery : standings[disposition];
  const subject = {
    name: reason,
    class: `${kind}Error`,
    inShort,
    meaning: summary,
    whenYouSeeIt,
    howToFix: steps.join(' '),
    tryAgain,
    whenToUse: matched[audience],
    source: 'this package',
    known: true,
  };
  return [subject, { ...subject, standing }];
}
