import { expect, test } from 'vitest';
import { maskAddresses } from '../../src/errors/mask-addresses.js';

test('mailbox names are hidden and domains stay', () => {
  expect(maskAddresses('<bob@example.com>: no, "x y"@example.com, a.b+c@d.example and us@[10.0.0.1]')).toBe(
    '<***@example.com>: no, ***@example.com, ***@d.example and ***@[10.0.0.1]',
  );
});

test('an at sign alone is no address', () => {
  expect(maskAddresses('see you @ ten, @home')).toBe('see you @ ten, @home');
});
