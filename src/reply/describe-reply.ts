import type { EnhancedCodeEntry, ReplyCodeEntry } from './code-entries.js';
import { enhancedCodes, enhancedSubjects } from './enhanced-codes.js';
import { replyCodes } from './reply-codes.js';

/** What a reply code or an enhanced status code says, in words. */
export interface ReplyDescription {
  /** The code as SMTP writes it: `'535'`, `'5.7.8'`, or `'x.7.8'` with its class left open. */
  readonly code: string;
  /** The class by the first digit: `'5xx permanent negative'`. */
  readonly class: string;
  /** What the class says about sending the same again. */
  readonly tryAgain: string;
  /** What the code is about, by its second digit or number: `'security or policy'`. */
  readonly subject: string;
  readonly meaning: string;
  readonly whenYouSeeIt: string;
  readonly howToFix: string;
  /** The standard that defines the code; `'in use'` where none does. */
  readonly source: string;
  /** False where the catalogue does not know the code, and only its digits speak. */
  readonly known: boolean;
}

interface ClassFacts {
  readonly basic: string;
  readonly enhanced: string;
  readonly tryAgain: string;
}

// RFC 5321 section 4.2.1 and RFC 3463 section 3.1.
const classes: Readonly<Record<string, ClassFacts>> = {
  2: {
    basic: '2xx positive completion',
    enhanced: '2.x.x success',
    tryAgain: 'No need: the command succeeded.',
  },
  3: {
    basic: '3xx positive intermediate',
    enhanced: '',
    tryAgain: 'No need: the server waits for the rest.',
  },
  4: {
    basic: '4xx transient negative',
    enhanced: '4.x.x transient failure',
    tryAgain: 'Yes, later: the same command may succeed.',
  },
  5: {
    basic: '5xx permanent negative',
    enhanced: '5.x.x permanent failure',
    tryAgain: 'Not as it is: the same command would fail again.',
  },
  x: { basic: '', enhanced: 'x.x.x, class left open', tryAgain: 'The first number decides.' },
};

const basicSubjects: Readonly<Record<string, string>> = {
  0: 'syntax',
  1: 'information',
  2: 'connection',
  3: 'nothing that the standard defines; servers use it for the login',
  4: 'nothing that the standard defines',
  5: 'mail system',
};

const UNKNOWN = {
  whenYouSeeIt: 'The standards do not say; the text of the reply may.',
  howToFix: 'Read the text of the reply.',
  source: 'none',
};

const ENHANCED_CODE = /^([245x])\.(\d{1,3})\.(\d{1,3})$/;
const REPLY_CODE = /^[2-5]\d\d$/;

/**
 * Describes a reply code or an enhanced status code.
 *
 * A code that the catalogue does not know is described by what its digits say, and `known` is false.
 *
 * @param code - `535`, `'535'`, `'5.7.8'`, or `'x.7.8'` for any class.
 * @returns Class, meaning, when you see it and how to fix it, with the standard that says so.
 * @throws TypeError if `code` is neither.
 * @example
 * describeReply(535).howToFix; // 'Check the credentials (user and password); …'
 * describeReply('5.7.8').source; // 'RFC 4954'
 * @see RFC 5321 section 4.2, RFC 3463, and IANA's registry of SMTP enhanced status codes
 */
export function describeReply(code: number | string): ReplyDescription {
  const written = typeof code === 'string' ? code.toLowerCase() : String(code);
  const [, digit = '', subject = '', detail = ''] = ENHANCED_CODE.exec(written) ?? [];
  if (digit !== '') return describeEnhanced(digit, subject, detail);
  if (REPLY_CODE.test(written)) return describeBasic(written);
  throw new TypeError(
    `Expected a reply code from 200 to 599, such as 535, or an enhanced status code, such as '5.7.8', but got ${shown(code)}.`,
  );
}

function describeBasic(code: string): ReplyDescription {
  const { basic = '', tryAgain = '' } = classes[code.charAt(0)] ?? {};
  const entries: Readonly<Record<string, ReplyCodeEntry>> = replyCodes;
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined;
  return {
    code,
    class: basic,
    tryAgain,
    subject: basicSubjects[code.charAt(1)] ?? 'nothing that the standard defines',
    ...(entry ?? { meaning: `A reply of class ${basic}; the standards define no code ${code}.`, ...UNKNOWN }),
    known: entry !== undefined,
  };
}

function describeEnhanced(digit: string, subject: string, detail: string): ReplyDescription {
  const code = `${digit}.${subject}.${detail}`;
  const { enhanced = '', tryAgain = '' } = classes[digit] ?? {};
  const key = `${subject}.${detail}`;
  const entry = Object.hasOwn(enhancedCodes, key) ? entryOf(digit, key) : undefined;
  const about = enhancedSubjects[subject] ?? 'nothing that the registry defines';
  const fitting = entry?.with?.filter((basic) => digit === 'x' || String(basic).startsWith(digit)) ?? [];
  return {
    code,
    class: enhanced,
    tryAgain,
    subject: about,
    ...(entry
      ? {
          meaning: entry.meaning,
          whenYouSeeIt: fitting.length > 0 ? `Beside ${list(fitting)}.` : 'Beside any fitting reply code.',
          howToFix: entry.howToFix,
          source: entry.source,
        }
      : { meaning: `Something about: ${about}; the registry has no code x.${key}.`, ...UNKNOWN }),
    known: entry !== undefined,
  };
}

/** Of a success, what is wrong in general (x.1.0 and the like) is not wrong. */
function entryOf(digit: string, key: string): EnhancedCodeEntry | undefined {
  const entry = enhancedCodes[key];
  if (digit !== '2' || !entry || !key.endsWith('.0')) return entry;
  return { ...entry, meaning: 'The command succeeded.', howToFix: 'Nothing to do.' };
}

function list(codes: readonly number[]): string {
  return codes.length === 1 ? `${codes[0]}` : `${codes.slice(0, -1).join(', ')} or ${codes.at(-1)}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value).slice(0, 60);
}
