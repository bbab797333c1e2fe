/** Replies that the rows decide of `src/diagnosis/rules/fallback-text.ts`. */
export const fallbackTextExamples: Readonly<Record<string, readonly string[]>> = {
  'fallback.recipient-unknown': ['550 There does not exist any such thing here'],
  'fallback.too-many': ['450 too many of you'],
  'fallback.recipient-disabled': ['550 <a@example.com> has been suspended'],
  'fallback.mailbox-unavailable': ['550 Requested action not taken: mailbox unavailable'],
  'fallback.recipient-refused': ['550 <a@example.com>: Recipient address rejected.'],
  'fallback.access-denied': ['550 Administrative prohibition', '550 5.7.1 Access denied'],
};
