/** Replies that the rows decide of `src/diagnosis/rules/message-size.ts`. */
export const messageSizeExamples: Readonly<Record<string, readonly string[]>> = {
  'recipient.full-enhanced': [
    "552 5.2.2 This message is larger than the current system limit or the recipient's mailbox is full.",
  ],
  'message.too-large': [
    '552 5.3.4 Message size exceeds fixed limit',
    '552 5.2.3 Message size exceeds fixed maximum message size (10485760)',
    '550 Message too big!',
    '554 5.6.211 Message too large',
  ],
  'message.too-large-enhanced': ['552 5.3.4 no', '552 5.2.3 no'],
  'server.storage': ['452 4.3.1 Insufficient system storage', '452 Space shortage, please try later'],
};
