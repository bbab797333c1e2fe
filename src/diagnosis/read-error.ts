import { parseReply } from '../reply/parse-reply.js';
import type { Reply } from '../reply/reply.js';
import type { ErrorLike } from './diagnosis.js';
import { lostCode } from './lost-codes.js';
import { sentenceAtStart } from './pasted/find-sentence.js';
import type { Phase } from './phase.js';

/** The fields of an error that a diagnosis reads, as plain strings, however hostile the object is. */
export interface ErrorFacts {
  /** `code`, `originalCode`, `name` and `timeoutType`, those that there are. */
  readonly ids: readonly string[];
  readonly code: string;
  readonly command: string;
  readonly message: string;
  readonly reply: Reply | undefined;
}

const MAX_FIELD = 4096;
/** Before a connection is up, or on the way to a login, no message can have gone out. */
/** How the message of an error begins, in small letters, that came before any message. */
const EARLY_MESSAGE =
  /^(?:error: )?(?:connect e[a-z]|getaddrinfo |greeting never received$|connection timeout$|client network socket disconnected before secure tls connection|error initiating tls)/;
const EARLY_TIMEOUTS = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

function read(error: ErrorLike, key: keyof ErrorLike): unknown {
  try {
    return error[key];
  } catch {
    return undefined;
  }
}

function readString(error: ErrorLike, key: keyof ErrorLike): string {
  const value = read(error, key);
  return typeof value === 'string' ? value : '';
}

/** Reads an error once, without trusting it: getters may throw, fields may be of any type. */
export function readError(error: ErrorLike): ErrorFacts {
  const message = readString(error, 'message');
  const given = readString(error, 'code').slice(0, MAX_FIELD);
  // Without a code: an older version's error, or one of which nothing but its message was handed on.
  const said =
    given === '' || given === 'NoAuth' ? sentenceAtStart(message.slice(0, 100).toLowerCase()) : undefined;
  const field = (key: 'originalCode' | 'name' | 'timeoutType' | 'command') =>
    readString(error, key).slice(0, MAX_FIELD) || said?.[key] || '';
  const code = said?.code ?? given;
  const command = field('command');
  const ids = (['originalCode', 'name', 'timeoutType'] as const)
    .map(field)
    .filter((id) => id !== '' && id !== 'Error');
  if (code !== '') ids.push(code);
  const lost = lostCode(code, command, message);
  if (lost !== undefined && !ids.includes(lost)) ids.push(lost);
  return {
    ids,
    code,
    command,
    message: message.slice(0, MAX_FIELD).toLowerCase(),
    reply: readReply(error, code, message),
  };
}

/** Codes that Nodemailer gives to errors that come from a reply; others have numbers of their own in the message. */
const replyCodes: readonly string[] = ['EAUTH', 'EENVELOPE', 'EMESSAGE', 'EPROTOCOL', 'ECONNECTION', ''];

function readReply(error: ErrorLike, code: string, message: string): Reply | undefined {
  const response = readString(error, 'response');
  if (response !== '') return parseReply(response);
  const responseCode = read(error, 'responseCode');
  const inMessage = parseReply(message);
  if (
    typeof responseCode === 'number' &&
    Number.isInteger(responseCode) &&
    responseCode >= 200 &&
    responseCode <= 599
  ) {
    if (inMessage?.code === responseCode) return inMessage;
    return { code: responseCode, lines: [], text: message.slice(0, MAX_FIELD) };
  }
  return replyCodes.includes(code) ? inMessage : undefined;
}

const phaseOfCommand: readonly (readonly [start: string, phase: Phase])[] = [
  ['PACE', 'connect'],
  ['AUTH', 'auth'],
  ['MAIL', 'mail'],
  ['RCPT', 'rcpt'],
  ['STARTTLS', 'tls'],
  ['EHLO', 'ehlo'],
  ['HELO', 'ehlo'],
  ['LHLO', 'ehlo'],
  ['BDAT', 'final-dot'],
  ['RSET', 'reset'],
  ['QUIT', 'quit'],
];

/**
 * Says where in a session a command stands. DATA is answered twice: Nodemailer's code tells the answer
 * to the command (`EENVELOPE`) from the answer to the final dot (`EMESSAGE`).
 */
export function phaseOf(command: string, facts?: Pick<ErrorFacts, 'code' | 'message'>): Phase | undefined {
  const name = command.toUpperCase();
  if (facts?.message.includes('invalid greeting')) return 'greeting';
  if (name.startsWith('DATA')) return facts?.code === 'EMESSAGE' ? 'final-dot' : 'data';
  return phaseOfCommand.find(([start]) => name.startsWith(start))?.[1];
}

/** Whether the error itself shows that no message was under way yet. */
export function isBeforeMessage(facts: ErrorFacts): boolean {
  return facts.ids.some((id) => EARLY_TIMEOUTS.includes(id)) || EARLY_MESSAGE.test(facts.message);
}
