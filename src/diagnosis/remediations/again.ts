/** The steps that are nothing but another try: they stand only where one is safe and worth while. */
export const again = {
  message: 'Send the message again.',
  soon: 'Try again.',
  minutes: 'Try again in a few minutes.',
  later: 'Try again later.',
  room: 'Send again later.',
  greylisted: 'Send the same message again after some minutes, from the same address and machine.',
} as const;

const steps: ReadonlySet<string> = new Set(Object.values(again));

/** Whether a step is one of {@link again}. */
export function isAgain(step: string): boolean {
  return steps.has(step);
}
