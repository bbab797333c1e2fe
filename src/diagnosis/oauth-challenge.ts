/** What a server says about a token that it refuses, in base64, as XOAUTH2 and OAUTHBEARER have it. */
export interface OauthRefusal {
  /** The status of the token's check, `'400'`, `'invalid_token'`. */
  readonly status: string;
}

const LONGEST = 2048;

/**
 * Reads the JSON document that is sent with 334 (or with the refusal itself) when a token is refused.
 *
 * @param text a reply's text
 * @see RFC 7628 section 3.2.2; Google, OAuth 2.0 mechanism
 */
export function oauthRefusal(text: string): OauthRefusal | undefined {
  const document = /(?:^|\s)(eyJ[\w+/]{8,2048}={0,2})(?=\s|$)/.exec(text.slice(0, LONGEST))?.[1];
  if (document === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(atob(document));
    if (typeof parsed !== 'object' || parsed === null || !('status' in parsed)) return undefined;
    return { status: String(parsed.status) };
  } catch {
    return undefined;
  }
}

/** Whether the check itself failed, and not the token: 429, 5yz. */
export function isTokenCheckBusy({ status }: OauthRefusal): boolean {
  return status === '429' || /^5\d\d$/.test(status);
}
