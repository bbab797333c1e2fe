import type { RetryAdvice } from '../diagnosis/diagnosis.js';

const deliveries: Readonly<Record<string, string>> = {
  'not-sent': 'Not sent: the server cannot have the message.',
  partial: 'In part: some recipients have it, some do not.',
  unknown: 'Unknown: the message may be out, and nothing tells.',
};

/** Where the message is, in a sentence. */
export function deliveryInWords(delivery: string): string {
  return Object.hasOwn(deliveries, delivery) ? (deliveries[delivery] ?? '') : delivery;
}

/** Whether to try again, in a word or two, and why. */
export function retryInWords({ safe, why, afterMs }: RetryAdvice): string {
  if (!safe) return `No. ${why}`;
  return `${afterMs === undefined ? 'Yes.' : `Yes, in ${duration(afterMs)}.`} ${why}`;
}

/** A span of time as people say it: `90 s`, `15 min`. */
function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
