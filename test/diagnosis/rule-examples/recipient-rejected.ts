/** Replies that the rows decide of `src/diagnosis/rules/recipient-rejected.ts`. */
export const recipientRejectedExamples: Readonly<Record<string, readonly string[]>> = {
  'recipient.mailer-error': ['554 5.3.0 unknown mailer error 1'],
  'recipient.preferences': [
    '550 5.7.1 RCP-P2 Refused due to recipient preferences',
    '550 5.7.1 You are not allowed to post to this mailing list',
  ],
};
