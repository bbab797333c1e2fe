import { describe, expect, test } from 'vitest';
import { accepting } from '../src/testing/index.js';
import { contradictions, type Mode, sendOnce } from './helpers/send-once.js';

describe('a reply to the final dot that SMTP does not have refuses nothing', () => {
  const modes: readonly Mode[] = ['plain', 'pool', 'tls', 'lmtp'];

  test.each(modes)('999 from a server that took the message: nobody can know (%s)', async (mode) => {
    const outcome = await sendOnce({ mode, script: { 'final-dot': accepting('999 Sorry') } });
    expect(contradictions(outcome)).toEqual([]);
    expect(outcome).toMatchObject({
      accepted: 1,
      error: { kind: 'DeliveryUnknown', delivery: 'unknown', retry: { safe: false } },
    });
  });

  test('999 for one of two recipients over LMTP: nobody can know', async () => {
    const outcome = await sendOnce({
      mode: 'lmtp',
      script: {
        'final-dot': ({ recipient }) => (recipient === 'carol@example.com' ? accepting('999 Sorry') : 'ok'),
      },
      message: { to: ['bob@example.com', 'carol@example.com'] },
    });
    expect(contradictions(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ accepted: 1, error: { kind: 'DeliveryUnknown', delivery: 'unknown' } });
  });
});
