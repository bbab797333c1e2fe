/** Replies that the rows decide of `src/diagnosis/rules/server.ts`. */
export const serverExamples: Readonly<Record<string, readonly string[]>> = {
  'server.busy-4yz': [
    '421 Come back later',
    '451 4.3.0 Temporary lookup error',
    '450 4.7.1 Service unavailable',
  ],
  'server.busy-5yz': ['550 Internal Server Error', '550 5.3.2 Service currently unavailable'],
  'server.closing-after-errors': ['421 4.7.0 mail.example.com Error: too many errors'],
  'server.closing': [
    '421 4.3.0 Server shutting down.',
    '421 4.4.2 mail.example.com Error: timeout exceeded',
    '421 SMTP command timeout - closing connection',
  ],
  'server.closing-channel': ['421 4.7.0 mail.example.com Server closing connection'],
};
