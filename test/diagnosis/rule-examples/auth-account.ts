/** Replies that the rows decide of `src/diagnosis/rules/auth-account.ts`. */
export const authAccountExamples: Readonly<Record<string, readonly string[]>> = {
  'auth.locked': [
    '535 Authentication failed: account inactive',
    '535 5.7.1 Your account has been temporarily locked',
  ],
  'auth.quota': ['451 Monthly quota used up, upgrade your plan'],
  'auth.no-access': ['535 5.7.1 Authentication disabled for this user', '550 User has no permission'],
  'auth.locked-enhanced': ['525 5.7.13 no', '550 5.2.1 no'],
};
