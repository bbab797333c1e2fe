import { failures } from '../../diagnosis/failures.js';
import { builtInRules } from '../../diagnosis/rules/index.js';

/** Decisions that are made before any rule is asked. */
const others: Readonly<Record<string, string>> = {
  'closing.221': 'RFC 5321 sections 3.8 and 4.1.1.10',
  'closing.221-for-message': 'RFC 5321 sections 3.8 and 4.2.5',
  'challenge.token-refused': 'RFC 7628 section 3.2.2: the server says in a challenge why it refuses a token',
  'record.reason': 'this package, which had found it when it wrote this',
  'session.out-of-step': 'RFC 5321 section 4.2: each command generates exactly one reply',
};

/** Reasons that no rule gave: what was learned from replies that people had labelled. */
const LEARNED = 'words and codes, weighed as in the labelled replies that this package learns from';

/** The standard or the vendor's document that a rule rests on. */
export function sourceOf(ruleId: string): string | undefined {
  if (ruleId.startsWith('learned.')) return LEARNED;
  return (
    builtInRules().find(({ id }) => id === ruleId)?.source ??
    failures.find(({ id }) => id === ruleId)?.source ??
    (Object.hasOwn(others, ruleId) ? others[ruleId] : undefined)
  );
}
