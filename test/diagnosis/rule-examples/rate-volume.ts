/** Replies that the rows decide of `src/diagnosis/rules/rate-volume.ts`. */
export const rateVolumeExamples: Readonly<Record<string, readonly string[]>> = {
  'rate.volume': [
    '450 4.7.1 Error: too much mail from 192.0.2.1',
    '452 4.4.5 Rate limit exceeded, try again later.',
    '550 Domain example.com has exceeded the max emails per hour (200/200 (100%)) allowed. Message discarded.',
  ],
  'rate.login-attempts': ['421 4.7.0 Too many login attempts, closing connection'],
};
