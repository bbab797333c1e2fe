import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const executablePath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find((file) => existsSync(file));

/** `describe` where there is a browser to test with, and a visible reason where there is none. */
export function describeWithBrowser(title: string, tests: () => void): void {
  if (executablePath === undefined) {
    describe.skip(`${title} (skipped: no Chromium on this machine)`, tests);
  } else describe(title, tests);
}

/** The system's own Chromium. */
export function launch(): Promise<Browser> {
  // Its sandbox does not start for root, who runs tests in containers.
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}
