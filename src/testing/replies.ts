import type { Fault } from './faults.js';
import type { Settings } from './options.js';

export const ok = '250 2.0.0 OK';
export const bye = '221 2.0.0 Bye';
export const startTls = '220 2.0.0 Ready to start TLS';
export const senderOk = '250 2.1.0 Sender OK';
export const recipientOk = '250 2.1.5 Recipient OK';
export const goAhead = '354 End data with <CR><LF>.<CR><LF>';
export const queued = '250 2.0.0 OK: queued';
export const loggedIn = '235 2.7.0 Authentication successful';
export const badCredentials = '535 5.7.8 Authentication credentials invalid';
export const cancelled = '501 5.7.0 Authentication cancelled';
export const noAuth = '502 5.5.1 Authentication not available';
export const noMechanism = '504 5.5.4 Unrecognized authentication mechanism';
export const noStartTls = '502 5.5.1 STARTTLS not available';
export const authRequired = '530 5.7.0 Authentication required';
export const tlsRequired = '530 5.7.0 Must issue a STARTTLS command first';
export const tooBig = '552 5.3.4 Message too big';
export const syntaxError = '501 5.5.4 Syntax error in parameters';
export const unknownCommand = '500 5.5.2 Command not recognized';

export const badSequence = (why: string) => `503 5.5.1 Bad sequence of commands: ${why}`;
export const challenge = (text: string) => `334 ${Buffer.from(text).toString('base64')}`;
export const greeting = ({ lmtp }: Settings) => `220 localhost ${lmtp ? 'LMTP' : 'ESMTP'} scripted server`;

/** The reply to EHLO: one line for each extension that is on offer at this point. */
export function hello({ extensions, mechanisms, requireTls }: Settings, secure: boolean): string {
  const keywords = [
    extensions.pipelining && 'PIPELINING',
    extensions.size !== false && `SIZE ${extensions.size}`,
    extensions.starttls && !secure && 'STARTTLS',
    mechanisms.length > 0 && (secure || !requireTls) && `AUTH ${mechanisms.join(' ')}`,
    extensions.eightBitMime && '8BITMIME',
    extensions.smtpUtf8 && 'SMTPUTF8',
    extensions.enhancedStatusCodes && 'ENHANCEDSTATUSCODES',
    ...extensions.others,
  ].filter((keyword) => keyword !== false);
  const lines = ['localhost', ...keywords];
  return lines.map((line, index) => `250${index < lines.length - 1 ? '-' : ' '}${line}`).join('\r\n');
}

/** A reply as it is without the extension ENHANCEDSTATUSCODES. */
export const withoutEnhancedCode = (reply: string) => reply.replace(/^(\d{3} )\d\.\d\.\d /, '$1');

/** The bytes that a fault sends in place of a well-behaved reply. */
export function toBytes({ says, echoes }: Fault, normal: string, command: string): Buffer {
  if (says instanceof Uint8Array) return Buffer.from(says);
  const text = (says ?? normal).replace(/\r?\n$/, '');
  if (text === '') return Buffer.alloc(0);
  return Buffer.from(`${text}${echoes ? ` ${command}` : ''}\r\n`.replace(/\r?\n/g, '\r\n'));
}

/** The code that a reply begins with; 0 where it has none. */
export function codeOf(bytes: Buffer): number {
  return Number(/^\d{3}(?=[ \-\r])/.exec(bytes.toString('latin1', 0, 4))?.[0] ?? 0);
}
