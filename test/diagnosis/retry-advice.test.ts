import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';

describe('whether to try again comes with a reason that is true', () => {
  test.each([
    ['451 4.3.0 Temporary lookup failure', true, 'says that this is temporary (451)'],
    ['550 5.7.1 Daily sending limit exceeded', true, 'did not take the message (550)'],
    ['221 2.0.0 Bye', true, 'closed the connection (221)'],
    ['550 5.1.1 User unknown', false, 'refused for good (550)'],
    ['535 5.7.8 no', false, 'has to change first'],
  ])('%s', (reply, safe, why) => {
    const { retry } = diagnose(reply);
    expect(retry.safe).toBe(safe);
    expect(retry.why).toContain(why);
  });

  it('a login that was tried too often waits at least the minutes that the account needs', () => {
    expect(diagnose('454 4.7.0 Too many login attempts').retry.afterMs).toBe(300_000);
    expect(diagnose('454 4.7.0 Too many login attempts, try again in 1 hour').retry.afterMs).toBe(3_600_000);
  });

  it('an aborted send is not tried again', () => {
    expect(diagnose({ name: 'AbortError', code: 'EABORT' }).retry).toMatchObject({
      safe: false,
      why: 'The application itself ended this send.',
    });
  });
});
