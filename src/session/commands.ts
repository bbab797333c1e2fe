import type { Phase } from '../diagnosis/phase.js';

/** Something that a server answers. */
export interface Asked {
  readonly phase: Phase;
  /** Its verb; the connection itself has none. */
  readonly command: string | undefined;
}

/** The connection is being made. */
export const CONNECT: Asked = { phase: 'connect', command: undefined };
/** The connection is there: the greeting answers it. */
export const GREETING: Asked = { phase: 'greeting', command: undefined };
/** The message is on its way. */
export const BODY: Asked = { phase: 'body', command: 'DATA' };
/** The message has been handed to the socket. */
export const FINAL_DOT: Asked = { phase: 'final-dot', command: 'DATA' };

const verbs: ReadonlyMap<string, Asked> = new Map<string, Asked>([
  ['EHLO', { phase: 'ehlo', command: 'EHLO' }],
  ['HELO', { phase: 'ehlo', command: 'HELO' }],
  ['LHLO', { phase: 'ehlo', command: 'LHLO' }],
  ['STARTTLS', { phase: 'tls', command: 'STARTTLS' }],
  ['AUTH', { phase: 'auth', command: 'AUTH' }],
  ['MAIL', { phase: 'mail', command: 'MAIL FROM' }],
  ['RCPT', { phase: 'rcpt', command: 'RCPT TO' }],
  ['DATA', { phase: 'data', command: 'DATA' }],
  ['RSET', { phase: 'reset', command: 'RSET' }],
  ['QUIT', { phase: 'quit', command: 'QUIT' }],
]);

/**
 * Reads a line that went to the server.
 *
 * @returns `undefined` for what goes on with the command before, as the answers of a login do.
 */
export function readCommand(line: string): Asked | undefined {
  const end = line.indexOf(' ');
  const word = end === -1 ? line : line.slice(0, end);
  const asked = verbs.get(word) ?? verbs.get(word.toUpperCase());
  return asked?.phase === 'auth' ? { phase: 'auth', command: authCommand(line) } : asked;
}

/** True for a command that has no secret in it, whoever's it is. */
export function isOpen(line: string): boolean {
  const phase = readCommand(line)?.phase;
  return phase !== undefined && phase !== 'auth';
}

/** The mechanism belongs to the command and is nothing private, unlike what may follow it. */
function authCommand(line: string): string {
  return `AUTH ${line.split(' ', 2)[1] ?? ''}`.trim().toUpperCase();
}
