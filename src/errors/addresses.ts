import { createHmac, randomBytes } from 'node:crypto';
import { LOCAL_PART, maskAddresses } from './mask-addresses.js';
import { maskMailboxes } from './mask-mailboxes.js';

/**
 * How much of an e-mail address may be seen. `'none'`: no addresses; `'domain'`: `***@example.com`; `'hash'`: the same `hash:…` for the same
 * address, which tells nothing to who has not got the key; `'full'`: as they are.
 */
export type AddressMode = 'none' | 'domain' | 'hash' | 'full';

/** Every {@link AddressMode}. */
export const addressModes: readonly AddressMode[] = ['none', 'domain', 'hash', 'full'];

/** The option `addresses`; true is `'full'`, false is `'none'`. */
export type AddressOption = AddressMode | boolean;

/** What becomes of addresses. */
export interface AddressPolicy {
  readonly mode: AddressMode;
  /** For `'hash'`; absent for a random one that is gone with the process. */
  readonly hashKey?: string | Uint8Array | undefined;
}

/** Reads the option; whatever it does not know discloses nothing. */
export function addressMode(option: unknown): AddressMode {
  if (option === true) return 'full';
  return addressModes.find((mode) => mode === option) ?? 'none';
}

/** An address as the policy has it; absent where it has none at all. */
export function showAddress(address: string, policy: AddressPolicy): string | undefined {
  switch (policy.mode) {
    case 'full':
      return address;
    case 'hash':
      return hash(address, policy.hashKey);
    case 'domain':
      return address.includes('@') ? `***${address.slice(address.lastIndexOf('@'))}` : '***';
    default:
      return undefined;
  }
}

/** Several addresses as the policy has them; absent where it has none at all. */
export function showAddresses(
  addresses: readonly string[],
  policy: AddressPolicy,
): readonly string[] | undefined {
  if (policy.mode === 'none') return undefined;
  return addresses.flatMap((address) => showAddress(address, policy) ?? []);
}

/**
 * A text with its addresses as the policy has them. `'none'` keeps domains, as the message of an
 * error does: without them nobody could tell which server a sentence speaks of.
 *
 * @param known Addresses whose local parts are hidden also without their domain.
 */
export function showText(text: string, policy: AddressPolicy, known: readonly string[] = []): string {
  switch (policy.mode) {
    case 'full':
      return text;
    case 'hash':
      return hashedText(text, policy.hashKey, known);
    default:
      return maskAddresses(text, known);
  }
}

/** Known addresses that are whole first: of one that is broken into two lines only a mask is left. */
function hashedText(text: string, key: AddressPolicy['hashKey'], known: readonly string[]): string {
  const asKnown = new Set(known.map((address) => address.toLowerCase()));
  const hashed = (part: string, isHashed: (address: string) => boolean) =>
    part.replace(WHOLE_ADDRESS, (found) => {
      const address = found.replace(/[%=]40/, '@');
      return isHashed(address) ? hash(address, key) : found;
    });
  const first = hashed(text, (address) => asKnown.has(address.toLowerCase()));
  return hashed(maskMailboxes(first, known), (address) => !address.startsWith('***@'));
}

// RFC 5321 section 4.5.3.1.2: a domain has at most 255 octets; the full stop of a sentence is none of it.
const WHOLE_ADDRESS = new RegExp(
  `${LOCAL_PART.source}(?:\\[[^\\]\\s]{1,64}\\]|[^\\s<>()[\\],;:"'@]{0,254}[^\\s<>()[\\],;:"'@.])`,
  'g',
);

/** Enough to tell a million addresses apart. */
const HASH_LENGTH = 16;

let processKey: Uint8Array | undefined;

function hash(address: string, key: AddressPolicy['hashKey']): string {
  processKey ??= randomBytes(32);
  const digest = createHmac('sha256', key ?? processKey)
    .update(address.toLowerCase())
    .digest('hex');
  return `hash:${digest.slice(0, HASH_LENGTH)}`;
}
