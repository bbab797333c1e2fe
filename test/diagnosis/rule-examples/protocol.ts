/** Replies that the rows decide of `src/diagnosis/rules/protocol.ts`. */
export const protocolExamples: Readonly<Record<string, readonly string[]>> = {
  'sender.address-syntax': ['501 5.1.7 Bad sender address syntax'],
  'recipient.address-syntax': ['501 5.1.3 Bad recipient address syntax'],
  'protocol.sequence': [
    '503 5.5.1 Error: need MAIL command',
    '503 Must have sender and recipient first.',
    '503 sender not yet given',
  ],
  'protocol.syntax': [
    '500 5.5.2 Error: bad syntax',
    '502 5.5.2 Error: command not recognized',

    '554 SMTP synchronization error',
    '555 5.5.4 Unsupported option: FOO',
  ],
  'protocol.503': ['503 Data rejected, and no more said'],
};
