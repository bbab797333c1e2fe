/** Error codes of RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5, OpenID Connect, Google and Microsoft. */
const CODES = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_token',
  'invalid_resource',
  'unauthorized_client',
  'unsupported_grant_type',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
  'slow_down',
  'expired_token',
  'interaction_required',
  'login_required',
  'consent_required',
  'admin_policy_enforced',
  'deleted_client',
  'disabled_client',
  'org_internal',
  'rate_limit_exceeded',
  'internal_failure',
];

const CODE = new RegExp(`(?<![\\w.])(?:${CODES.join('|')})(?![\\w.])`);
/** Microsoft's own numbers stand in the description, and now and then alone. */
const MICROSOFT = /\bAADSTS\d{4,8}\b/;
const DESCRIPTION = /"error_description"\s{0,9}:\s{0,9}"([^"]{0,400})/;

/**
 * What a token service refused with, as Nodemailer words it: `invalid_grant: Token has been expired or revoked.`
 *
 * @param text bounded; a message, or the JSON that the service answered
 */
export function oauthErrorIn(text: string): string | undefined {
  const match = CODE.exec(text) ?? MICROSOFT.exec(text);
  // A mail server may say the same words in a reply of its own.
  if (!match || /(?<!\d)[245]\d\d[ -]/.test(text.slice(0, match.index))) return undefined;
  const description = DESCRIPTION.exec(text)?.[1];
  return description === undefined ? text.slice(match.index) : `${match[0]}: ${description}`;
}
