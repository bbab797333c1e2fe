import { describe, expect, test } from 'vitest';
import {
  type AddressMode,
  addressMode,
  showAddress,
  showAddresses,
  showText,
} from '../../src/errors/addresses.js';

const hashKey = 'a key for this test';
const text = 'No mailbox <bob@example.org>, ask carol@example.org. See id=bob%40example.org';

describe('how much of an address is seen', () => {
  test.each<[AddressMode, string | undefined, string]>([
    ['none', undefined, 'No mailbox <***@example.org>, ask ***@example.org. See id=***%40example.org'],
    [
      'domain',
      '***@example.org',
      'No mailbox <***@example.org>, ask ***@example.org. See id=***%40example.org',
    ],
    ['full', 'bob@example.org', text],
  ])('%s', (mode, address, shown) => {
    expect(showAddress('bob@example.org', { mode })).toBe(address);
    expect(showText(text, { mode })).toBe(shown);
  });

  test('hash: the same stand-in for the same address, in fields and in texts, whatever its case', () => {
    const policy = { mode: 'hash', hashKey } as const;
    const bob = showAddress('bob@example.org', policy);
    expect(bob).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(showAddress('Bob@Example.ORG', policy)).toBe(bob);
    const carol = showAddress('carol@example.org', policy);
    expect(carol).not.toBe(bob);
    expect(showText(text, policy)).toBe(`No mailbox <${bob}>, ask ${carol}. See id=${bob}`);
  });

  test('hash: another key is another stand-in, and without a key it is the process that has one', () => {
    const own = showAddress('bob@example.org', { mode: 'hash' });
    expect(own).toBe(showAddress('bob@example.org', { mode: 'hash' }));
    expect(own).not.toBe(showAddress('bob@example.org', { mode: 'hash', hashKey }));
    expect(showAddress('bob@example.org', { mode: 'hash', hashKey: 'other' })).not.toBe(
      showAddress('bob@example.org', { mode: 'hash', hashKey }),
    );
  });

  test('none: no list either', () => {
    expect(showAddresses(['bob@example.org'], { mode: 'none' })).toBeUndefined();
    expect(showAddresses(['bob@example.org'], { mode: 'domain' })).toEqual(['***@example.org']);
  });

  test('what is no address has no domain to show', () => {
    expect(showAddress('bob', { mode: 'domain' })).toBe('***');
  });

  test('true and false are full and none, and what is unknown discloses nothing', () => {
    expect([true, false, undefined, 'hash', 'all', {}].map(addressMode)).toEqual([
      'full',
      'none',
      'none',
      'hash',
      'none',
      'none',
    ]);
  });
});
