/** Replies that the rows decide of `src/diagnosis/rules/recipient-not-found.ts`. */
export const recipientNotFoundExamples: Readonly<Record<string, readonly string[]>> = {
  'recipient.unknown-does-not-exist': ['550 5.0.0 <a@example.com> does not exist here'],
};
