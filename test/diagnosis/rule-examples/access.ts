/** Replies that the rows decide of `src/diagnosis/rules/access.ts`. */
export const accessExamples: Readonly<Record<string, readonly string[]>> = {
  'relay.denied': [
    '554 5.7.1 <a@example.com>: Relay access denied',
    '550 5.7.1 Unable to relay',
    '550 relay not permitted',
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    '550 5.7.1 <a@example.com>... Relaying denied',
  ],
  'auth.required': [
    '530 5.7.0 Authentication required',
    '550 5.7.1 Client must be authenticated',
    '530 Must issue an AUTH command first',
    '530 SMTP authentication is required.',
  ],
  'auth.temporary-later': ['451 4.7.0 Temporary authentication failure'],
  'auth.refused-later': ['550 5.7.1 Authentication credentials invalid'],
};
