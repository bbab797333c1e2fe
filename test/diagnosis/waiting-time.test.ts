import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { readText } from '../../src/diagnosis/text/read-text.js';
import { waitingTime } from '../../src/diagnosis/waiting-time.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  ['Please try again in 5 minutes', 5 * MINUTE],
  ['Greylisted for 300 seconds', 300 * SECOND],
  ['retry after 60s', 60 * SECOND],
  ['wait 10 min', 10 * MINUTE],
  ['Please wait 2 hours and retry', 2 * HOUR],
  ['come back in 00:04:35', 4 * MINUTE + 35 * SECOND],
  ['blocked for 1 day', 24 * HOUR],
  ['try again after 3 days', 3 * DAY],
  ['try again after 30 days', 7 * DAY],
  ['try again in 99999999 seconds', 7 * DAY],
  ['retry after 999999999999 seconds', 7 * DAY],
  ['try again in 172800 seconds', 2 * DAY],
  ['Retry-After=172800s', 2 * DAY],
  ['try again in 86400000 milliseconds', DAY],
  ['try again in 1,000 seconds', 1000 * SECOND],
  ['try again in 1.5 hours', 1.5 * HOUR],
  ['try again in 1.5h', 1.5 * HOUR],
  ['try again in 2.5 minutes.', 2.5 * MINUTE],
  ['try again in 0.5 hours', 0.5 * HOUR],
  ['retry after:59.123 seconds', 59.123 * SECOND],
  ['Bitte 1,5 Stunden warten', 1.5 * HOUR],
  ['try again in 1 hour 30 minutes', 1.5 * HOUR],
  ['try again in 1 day, 2 hours and 3 minutes', 26 * HOUR + 3 * MINUTE],
  ['try again in 1h30m', 1.5 * HOUR],
  ['try again in 10h30m15s', 10.5 * HOUR + 15 * SECOND],
  ['try again in 1 h 30 min', 1.5 * HOUR],
  ['请 1 小时 30 分钟后重试', 1.5 * HOUR],
  ['wait 5 minutes, 10 hours at most', 5 * MINUTE],
  ['wait 5-10 minutes', 10 * MINUTE],
  ['Account locked for 15 mins', 15 * MINUTE],
  ['Retry in 1-hour', HOUR],
  ['请在5分钟后再试', 5 * MINUTE],
  ['请 2 小时后重试', 2 * HOUR],
  ['Bitte versuchen Sie es in 10 Minuten erneut', 10 * MINUTE],
  ['Bitte 2 Stunden warten', 2 * HOUR],
  ['Veuillez réessayer dans 3 heures', 3 * HOUR],
  ['повторите попытку через 20 минут', 20 * MINUTE],
  ['повторите попытку через 1 час', HOUR],
  ['Intente de nuevo en 4 horas, más tarde', 4 * HOUR],
  ['in action, please come back in 00:05:00', 5 * MINUTE],
  ['5分後に再度お試しください', 5 * MINUTE],
])('%s', (text, expected) => {
  expect(waitingTime(readText(text))).toBe(expected);
});

test.each([
  'try again later',
  'limit of 50 messages in 10 minutes exceeded',
  'too many, try later: limit 100 per 60 minutes',
  'try again, 192.0.2.5 day',
  'try again later [ABC5m]',
  'try again in 0 seconds',
  'try again in -5 seconds',
  'try again in -1.5 hours',
  'retry after:-5 seconds',
  'try again later (id 99999999)',
  'try again 12345678901234567890 seconds',
  '5 minutes',
  'Please try again later [CO1PEPF000042AD.namprd03.prod.outlook.com 2026-01-22T20:52:56.509Z 08DE59A41FAF9E50]',
  'try again later, it is 20:52:56 here',
  'retry after 2026-01-22 20:52:56',
])('%s names no time to wait', (text) => {
  expect(waitingTime(readText(text))).toBeUndefined();
});

it('is never negative, and never longer than a week', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.constantFrom('s', ' minutes', ' h', ' days', '天', ' часов'),
      (amount, unit) => {
        const time = waitingTime(readText(`try again in ${amount}${unit}`));
        if (time !== undefined) {
          expect(time).toBeGreaterThan(0);
          expect(time).toBeLessThanOrEqual(7 * DAY);
        }
      },
    ),
  );
});

test.each(['1', '1,000', '1.5', '1h', '-5 ', 'a=1', '1 hour '])(
  'takes time in proportion to the text: %j without end',
  (piece) => {
    const started = performance.now();
    waitingTime(readText(`try again in ${piece.repeat(100_000)}`));
    expect(performance.now() - started).toBeLessThan(100);
  },
);
