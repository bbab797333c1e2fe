/** Replies that the rows decide of `src/diagnosis/rules/message.ts`. */
export const messageExamples: Readonly<Record<string, readonly string[]>> = {
  'message.link': ['554 5.7.1 Blacklisted URL in message', '550 Message contains a link listed by SURBL'],
  'message.media': ['553 5.6.7 Must declare SMTPUTF8 to send unicode address', '554 5.6.0 malformed message'],
  'message.loop': ['554 5.4.6 Too many hops', '550 Too many received headers - possible mail loop'],
  'message.spam': [
    '554 5.7.0 Reject, id=1-2 - SPAM',
    '550 5.7.1 Message rejected due to excessive spam score.',
    '550 Virus Detected; Content Rejected',
  ],
  'message.content': [
    '550 5.7.1 Message rejected due to content restrictions',
    '550 improper use of 8-bit data in message header',
    '550 5.7.7 Failed to parse message.',
    '554 5.7.7 Email policy violation detected',
  ],
};
