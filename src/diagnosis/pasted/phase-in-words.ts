import type { Phase } from '../phase.js';

/** What servers write around another server's reply, and which phase it names. */
const words: readonly (readonly [pattern: RegExp, phase: Phase])[] = [
  // Postfix: `(in reply to RCPT TO command)`.
  [/\(in reply to (?:end of DATA|BDAT) command\)/i, 'final-dot'],
  [/\bwhile sending end of data\b/i, 'final-dot'],
  [/\(in reply to AUTH\b/i, 'auth'],
  [/\(in reply to MAIL FROM\b/i, 'mail'],
  [/\(in reply to RCPT TO\b/i, 'rcpt'],
  [/\(in reply to DATA\b/i, 'data'],
  [/\(in reply to (?:EHLO|HELO)\b/i, 'ehlo'],
  [/\(in reply to STARTTLS\b/i, 'tls'],
  [/\brefused to talk to me: /i, 'greeting'],
  // Exim: `SMTP error from remote mail server after pipelined MAIL FROM:<a@b.example>`.
  [
    /\bafter (?:end of data|sending data block|initial data|transfer of message|pipelined end of data)\b/i,
    'final-dot',
  ],
  [/\bafter (?:pipelined )?RCPT TO\b/i, 'rcpt'],
  [/\bafter (?:pipelined )?MAIL FROM\b/i, 'mail'],
  [/\bafter (?:pipelined )?DATA\b/, 'data'],
  [/\bafter (?:AUTH|pipelined AUTH)\b/, 'auth'],
  [/\bafter (?:EHLO|HELO|LHLO)\b/, 'ehlo'],
  [/\bafter STARTTLS\b/, 'tls'],
  [/\bafter initial connection\b|\bon initial connection\b/i, 'greeting'],
  // qmail-remote: `198.51.100.7 does not like recipient.`
  [/\bdoes not like recipient\./i, 'rcpt'],
  [/\bsender was rejected\./i, 'mail'],
  [/\bfailed on DATA command\./i, 'data'],
  [/\bfailed after I sent the message\./i, 'final-dot'],
  [/\bgreeting failed\./i, 'greeting'],
  [/\bmy name was rejected\./i, 'ehlo'],
  // DragonFly: `mx.example.com [192.0.2.1] did not like our final DATA:`
  [/\bdid not like our final DATA\b/i, 'final-dot'],
  [/\bdid not like our RCPT TO\b/i, 'rcpt'],
  [/\bdid not like our MAIL FROM\b/i, 'mail'],
  // Sendmail: the command that was answered, above its reply.
  [/^>>> RCPT /im, 'rcpt'],
  [/^>>> MAIL /im, 'mail'],
  [/^>>> DATA$/im, 'final-dot'],
  [/^>>> (?:EHLO|HELO) /im, 'ehlo'],
];

const MAX_TEXT = 4096;
/** One look that tells of nearly every text that it names no phase. */
const ANY = /in reply to |talk to me: |\bafter |(?:does|did) not like |was rejected\.|failed |>>> /i;

/** The phase that the words around a reply name, as a mail server's log or bounce has them. */
export function phaseInWords(text: string): Phase | undefined {
  const start = text.slice(0, MAX_TEXT);
  const end = text.length > MAX_TEXT ? text.slice(-MAX_TEXT) : '';
  if (!ANY.test(start) && !ANY.test(end)) return undefined;
  return words.find(([pattern]) => pattern.test(start) || pattern.test(end))?.[1];
}
