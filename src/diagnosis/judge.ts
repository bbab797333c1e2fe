import type { RuleKind } from './compile-rules.js';
import { learnedRules } from './learned/rules.js';
import { weigh } from './learned/weigh.js';
import { type Evidence, type Match, type RuleMatcher, ruleMatcher } from './match-rules.js';
import { possibleReason } from './possible.js';
import type { Reason } from './reasons.js';
import type { Findings } from './vocabulary.js';

/** What a reply comes to, and what decided. */
export interface Verdict {
  readonly reason: Reason;
  readonly ruleId: string;
  readonly because?: readonly string[];
}

/** A rule stands unless the weights hold its reason for so much less probable than their own. */
const LEAST_SHARES: Readonly<Record<RuleKind, number>> = { fact: 0, text: 0.03, hint: 0.6, code: 0.6 };
/** A code gives way to words alone, and to so many units of them: one of the registry to more than a bare 550. */
const LEAST_SPOKEN = { enhanced: 16, basic: 4 };

let matcher: RuleMatcher | undefined;

/**
 * Decides between the rule that holds and what was learned from labelled replies: a provider's facts stand; what a
 * text says stands unless everything else in the reply speaks against it; where only a code is left, the words and
 * codes are weighed.
 */
export function judge(evidence: Evidence, found: Findings): Verdict {
  matcher ??= ruleMatcher(learnedRules(), ({ reason }, given) => possibleReason(reason, given));
  const match = matcher(evidence, found.marks);
  if (match?.rule.kind === 'fact') return ruled(match);
  const weighed = weigh(evidence, found);
  if (match) {
    const { reason, kind = 'text' } = match.rule;
    const share = weighed.share(reason);
    const least = match.rule.when.enhanced ? LEAST_SPOKEN.enhanced : LEAST_SPOKEN.basic;
    const isBareCode = kind === 'code' && weighed.spoken(reason) < least;
    if (share > LEAST_SHARES[kind] || isBareCode) return ruled(match);
  }
  return {
    reason: finer(weighed.reason, evidence),
    ruleId: `learned.${weighed.reason}`,
    because: weighed.because(),
  };
}

function ruled({ rule, because }: Match): Verdict {
  return { reason: rule.reason, ruleId: rule.id, because };
}

/** STARTTLS that is refused is no demand for TLS. */
function finer(reason: Reason, { phase }: Evidence): Reason {
  return reason === 'tls.required' && phase === 'tls' ? 'tls.unavailable' : reason;
}
