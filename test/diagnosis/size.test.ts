import { expect, it } from 'vitest';
import { browserBundleBytes } from '../helpers/browser-bundle.js';

it('does not grow unseen: what a browser loads to diagnose, minified and gzipped', () => {
  expect(browserBundleBytes()).toBeLessThan(109_000);
});
