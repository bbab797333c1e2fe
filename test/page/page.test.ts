import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeWithBrowser, launch } from './browser.js';
import { builtPage, type ServedPage, serve } from './served-page.js';

const files = await builtPage();

/** A browser starts in a second, and in many on a machine that has other things to do. */
const PATIENCE = 60_000;

/** Kilobytes that a browser loads. What is wished for, and what holds today: most of it is the diagnosis. */
const size = { wish: 60, today: 128, ownWish: 10 };

const gzipped = (names: (name: string) => boolean) =>
  [...files]
    .filter(([name]) => names(name))
    .reduce((sum, [, text]) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000;

test('the page is light', () => {
  const all = gzipped(() => true);
  expect(all, `kB; the wish is ${size.wish}`).toBeLessThan(size.today);
  expect(gzipped((name) => !name.endsWith('.js'))).toBeLessThan(size.ownWish);
});

test('the page is a folder that any host serves: every address in it is relative', () => {
  const html = String(files.get('index.html'));
  const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  expect(addresses.length).toBeGreaterThan(2);
  expect(addresses.filter((address) => !/^(?:\.\/|#)/.test(address))).toEqual([]);
});

describeWithBrowser('the page in a browser', () => {
  let browser: Browser;
  let host: ServedPage;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    [browser, host] = await Promise.all([launch(), serve(files)]);
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => faults.push(message.text()));
    await page.goto(host.url);
  }, PATIENCE);
  beforeEach(() => {
    faults.length = 0;
  });
  afterAll(() => Promise.all([browser.close(), host[Symbol.asyncDispose]()]));

  const answer = () => page.getByRole('article').getByRole('heading', { level: 2 });

  /** As a link leads there, or somebody who types it in. */
  async function goTo(hash: string) {
    await page.evaluate((address) => {
      document.querySelector('article')?.remove();
      location.hash = address;
    }, hash);
  }

  async function paste(text: string) {
    await page.evaluate((pasted) => {
      document.querySelector('article')?.remove();
      const target = document.querySelector('textarea');
      target?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
      if (target) target.value = pasted;
    }, text);
    await answer().first().waitFor();
  }

  test('explains what is pasted, and says so to those who do not see it', async () => {
    await paste('Error: Invalid login: 535 5.7.8 Error: authentication failed');
    expect(await answer().innerText()).toBe('The server rejected the user name or the password.');
    expect(await page.getByRole('status').innerText()).toBe(
      'One finding. AuthenticationFailed: The server rejected the user name or the password.',
    );
    const article = await page.getByRole('article').innerText();
    expect(article).toMatch(/AuthenticationFailed: auth\.invalid-credentials/);
    expect(article).toMatch(/S: 535 5\.7\.8 Error: authentication failed\s+This decided: 5xx permanent/);
    expect(article).toMatch(/Try again\? No\./);
    expect(article).toMatch(/What to do\s+(?:1\. )?Verify user and password/);
    expect(faults).toEqual([]);
  });

  test('shows hostile text as text', async () => {
    await paste(
      '550 5.7.1 <img src=x onerror="document.title=1"><script>document.title=2</script> \u202e no',
    );
    expect(await page.locator('article img, article script').count()).toBe(0);
    const shown = await page.locator('article pre').innerText();
    expect(shown).toContain('<img src=x onerror="document.title=1">');
    expect(shown).not.toContain('\u202e');
    expect(faults).toEqual([]);
    const attempt = page.evaluate(() => {
      document.body.innerHTML = '<b>no</b>';
    });
    await expect(attempt).rejects.toThrow(/TrustedHTML/);
  });

  test.each([
    ['#221', /^A graceful end/],
    ['#535', /^The server rejected the user name or the password/],
    ['#5.7.8', /^The server rejected the credentials/],
    ['#421-4.7.0', /^The server said that it closes the connection/],
    ['#auth.disabled', /^The server does not let this account log in/],
    ['#DeliveryUnknown', /^It has one reason/],
    ['#221/535', /^221 is the polite end of a conversation, 535 says that nobody was let in\.$/],
    ['#550/recipient.unknown', /^550 is the plain no/],
  ])('%s is an address that can be sent to a colleague', async (hash, heading) => {
    await goTo(hash);
    expect(await answer().innerText()).toMatch(heading);
    expect(faults).toEqual([]);
  });

  test('an address that names nothing shows nothing of itself', async () => {
    await goTo('#<b>550 hello/535');
    await page.getByRole('heading', { name: 'What is the difference?' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toContain('hello');
    expect(faults).toEqual([]);
  });

  test('sends and keeps nothing: no request, no address, no storage, nothing after a reload', async () => {
    await goTo('#221');
    await answer().waitFor();
    const known = new Set(host.requests);
    await paste('550 5.1.1 <confidential@example.com>: No such user');
    expect(page.url()).toBe(host.url);
    expect(
      await page.evaluate(() => [history.state, localStorage.length, sessionStorage.length, document.cookie]),
    ).toEqual([null, 0, 0, '']);
    expect(await page.evaluate(() => fetch('/elsewhere').then(String, () => 'refused'))).toBe('refused');
    await page.reload();
    expect(await page.getByRole('textbox', { name: /^Paste an error/ }).inputValue()).toBe('');
    expect([...new Set(host.requests)]).toEqual([...known]);
    await page.goBack();
    expect(await answer().innerText()).toMatch(/^A graceful end/);
  });

  test('works with the keyboard alone', async () => {
    await page.goto(host.url);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (let stops = 0; stops < 3; stops += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('535');
    await page.keyboard.press('Enter');
    await answer().waitFor();
    expect(page.url()).toBe(`${host.url}#535`);
    expect(await focused()).toMatch(/^The server rejected/);
    await page.getByRole('link', { name: '535 and 534' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: '535 and 534 side by side' }).waitFor();
    expect(await focused()).toMatch(/^535 says that nobody was let in/);
    await page.getByRole('combobox', { name: 'And another one' }).fill('nothing');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toMatch(/^Two are needed/);
    await page.getByRole('combobox', { name: 'And another one' }).fill('550');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${host.url}#535/550`);
  });

  /** What axe's rules find, and whether something sticks out. */
  async function findings() {
    return page.evaluate(async () => {
      const run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> =
        Reflect.get(Reflect.get(window, 'axe'), 'run');
      const { violations } = await run({ resultTypes: ['violations'] });
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      return document.documentElement.scrollWidth > innerWidth ? [...found, 'wider than the window'] : found;
    });
  }

  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [360, 1280].map((width) => ({ colorScheme, width })),
  );

  test(
    'shuts nobody out, in both schemes and on a telephone',
    async () => {
      await page.goto(host.url);
      await page.evaluate(axe.source);
      const everyLook = async () => {
        for (const { colorScheme, width } of looks) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          expect(await findings(), `${colorScheme}, ${width} pixels`).toEqual([]);
        }
      };
      await page.getByRole('button', { name: 'a log' }).click();
      await everyLook();
      await goTo('#auth.app-password-required/auth.invalid-credentials');
      await page.getByRole('table').waitFor();
      await page.getByRole('combobox', { name: 'And another one' }).fill('');
      await page.getByRole('button', { name: 'Compare' }).click();
      await everyLook();
      await goTo('#221');
      await page.getByText('All codes and reasons').click();
      await page.getByRole('link', { name: 'auth.token' }).waitFor();
      expect(await findings()).toEqual([]);
    },
    PATIENCE,
  );
});
