import type { Remediation } from '../diagnosis.js';
import { isProviderId } from '../marks.js';
import { type ProviderId, providers } from '../providers.js';
import type { Reason } from '../reasons.js';
import { generalAdvice } from './general.js';
import { providerAdvice } from './provider-advice.js';

/** What is known of the server besides whose it is. */
export interface RemediationFacts {
  /** The SASL mechanisms that the server offered, `['PLAIN', 'LOGIN']`. */
  readonly mechanisms?: readonly string[];
}

const VERIFY =
  'Verify user and password as the running process sees them: no blanks, quotes or line breaks around them, no older value in an environment variable.';
const CURRENT =
  'If the password is an app password, a token or a key, check that it is current and not revoked; create a new one when in doubt.';

/**
 * Says what a person should do about a failure.
 *
 * @param reason - The cause, as a diagnosis names it.
 * @param provider - Whose server answered; the advice is the provider's own where it differs.
 * @param facts - The mechanisms that the server offered, to be named in the steps.
 * @example
 * remediationFor('auth.app-password-required', 'gmail').summary;
 * // "Gmail wants an app password instead of the account's password."
 */
export function remediationFor(
  reason: Reason,
  provider?: ProviderId,
  facts: RemediationFacts = {},
): Remediation {
  const general = generalAdvice[reason];
  // Plain JavaScript may name a provider that does not exist.
  const known = provider !== undefined && isProviderId(provider) ? provider : undefined;
  const specific = known && providerAdvice[known]?.find((advice) => advice.for.includes(reason));
  const { steps, url, audience = 'operator' } = specific ?? general;
  return {
    id: specific ? `${reason}/${known}` : reason,
    summary: specific?.summary ?? (known ? named(general.summary, known) : general.summary),
    steps: withCommonSteps(reason, steps, facts.mechanisms ?? []),
    ...(url === undefined ? {} : { url }),
    audience,
  };
}

/** The general sentences speak of "the server"; a person would rather read whose. */
function named(summary: string, provider: ProviderId): string {
  return summary.replace(/^The server(?= )/, providers[provider].name);
}

function withCommonSteps(reason: Reason, steps: readonly string[], offered: readonly string[]) {
  if (reason === 'auth.invalid-credentials') return [VERIFY, CURRENT, ...steps, mechanismStep(offered)];
  if (reason === 'auth.mechanism') return [mechanismStep(offered), ...steps];
  return [...steps];
}

function mechanismStep(offered: readonly string[]): string {
  // What a server offers is its text: only names that RFC 4422 section 3.1 allows are repeated.
  const names = offered.slice(0, 12).filter((name) => /^[A-Z\d_-]{1,20}$/i.test(name));
  return names.length === 0
    ? 'Check that the SASL mechanism (authMethod: PLAIN, LOGIN …) is one that the server offers.'
    : `Check that the SASL mechanism (authMethod) is one that the server offered: ${names.join(', ')}.`;
}
