import type { Reply } from '../../reply/reply.js';

const MOST = 2048;

/**
 * The refusal of an OAuth2 token that a server writes into a challenge, in base64, before it says 535:
 * `334 eyJzdGF0dXMiOiI0MDAi…`; `undefined` for any other reply.
 *
 * @see RFC 7628 section 3.2.2; Google, "The SASL XOAUTH2 Mechanism", Error response
 */
export function tokenRefusalIn({ code, text }: Pick<Reply, 'code' | 'text'>): string | undefined {
  if (code !== 334 || !/^(?:eyJ|ey[AIo])[A-Za-z0-9+/=_-]{6,}$/.test(text.slice(0, MOST))) return undefined;
  try {
    const json: unknown = JSON.parse(atob(text.slice(0, MOST).replace(/-/g, '+').replace(/_/g, '/')));
    if (typeof json !== 'object' || json === null) return undefined;
    const status: unknown = Reflect.get(json, 'status') ?? Reflect.get(json, 'error');
    return typeof status === 'string' || typeof status === 'number' ? String(status).slice(0, 60) : undefined;
  } catch {
    return undefined;
  }
}
