import { addressModes } from '../errors/addresses.js';
import { checkOneOf } from './checks.js';

/** 128 bits, if they are random. */
const SHORTEST_KEY = 16;

/** Throws where what was given is no way to show addresses. */
export function checkAddresses(name: string, addresses: unknown): void {
  const what = `one of ${addressModes.join(', ')}, or true or false`;
  checkOneOf(name, addresses, [...addressModes, true, false], what);
}

/** Throws where a key is none, or too short: who could guess the key could guess the addresses. */
export function checkHashKey(name: string, key: unknown): void {
  if (key === undefined) return;
  const isKey = typeof key === 'string' || key instanceof Uint8Array;
  if (isKey && key.length >= SHORTEST_KEY) return;
  const what = `a string or bytes, ${SHORTEST_KEY} or more of them`;
  // Not expected(): a key is a secret.
  throw new TypeError(`Expected ${name} to be ${what}; got ${isKey ? 'fewer' : `a ${typeof key}`}.`);
}
