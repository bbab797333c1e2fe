/** Replies that the rows decide of `src/diagnosis/rules/auth-refused.ts`. */
export const authRefusedExamples: Readonly<Record<string, readonly string[]>> = {
  'auth.token': ['535 5.7.8 OAuth token expired.'],
  'auth.needs-encryption-auth': ['504 Unencrypted connections may not authenticate, use SSL'],
  'auth.refused': ['530 Invalid username or password'],
};
