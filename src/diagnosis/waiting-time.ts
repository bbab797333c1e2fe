import { type FindFirst, findFirstOf } from './text/phrases.js';
import type { Text } from './text/read-text.js';
import { DAY, HOUR, MINUTE, SECOND, unitIn } from './text/time-units.js';

/** Longer than any server keeps a message that it cannot deliver (RFC 5321 section 4.5.4.1 has 4 to 5 days). */
const MAX = 7 * DAY;

/** Words that make a span of time one to wait for: limits ("50 messages in 10 minutes") have none of them. */
const cues = [
  'again',
  'retry*',
  'retries',
  'wait*',
  'later',
  'greylist*',
  'graylist*',
  'grey list*',
  'gray list*',
  'delay*',
  'deferred',
  'come back',
  'blocked for',
  'locked for',
  'banned for',
  'suspended for',
  'disabled for',
  'after',
  'erneut*',
  'warten',
  'spater',
  'wieder',
  'reessay*',
  'attend*',
  'patient*',
  'plus tard',
  'intent*',
  'espere*',
  'mas tarde',
  'tente',
  'aguarde',
  'riprova*',
  'piu tardi',
  'opnieuw',
  'igen',
  'senare',
  'повтор*',
  'попробуйте',
  'подожд*',
  'через',
  'спробуйте',
  'ponow*',
  'sprobuj*',
  'znovu',
  'pozdeji',
  'kesobb',
  'ujra*',
  'tekrar',
  'sonra',
  '重试',
  '再试',
  '重試',
  '稍后',
  '后再',
  '後',
  '等待',
  '再度',
  '다시',
  '후에',
];

/** What stands before a clock that tells how long, and not when: "come back in 00:05:00". */
const before = new Set('in for wait another dans en dentro через za tra fra om'.split(' '));
const ratesBefore = new Set('per last every past within each lasted took pro par por'.split(' '));
/** What a time is given for that is a limit where it stands before "in": "100 messages in 60 minutes". */
const limited = new Set(
  'message messages mail mails email emails connection connections recipient recipients attempt attempts login logins request requests'.split(
    ' ',
  ),
);
/** What says that it is a point in time, before it or after. */
const pointsBefore = new Set('at until till by since um bis am 月'.split(' '));
const pointsAfter = new Set('old ago earlier tomorrow today'.split(' '));

const amountAndUnit = /^(\d{1,12}(?:\.\d{1,6})?)(\D{0,12})$/;
/** What joins the parts of one time: "1 hour and 30 minutes". */
const joining = new Set('and und et y e и i en och'.split(' '));
let findCue: FindFirst | undefined;

/**
 * Reads how long a server asks to wait: "try again in 5 minutes", "greylisted for 300 seconds",
 * "retry after 60s", in the languages in which servers say so. A time of day or a date is none.
 *
 * @param text the words of a reply
 * @returns milliseconds, at most 7 days; `undefined` where the text names no time
 */
export function waitingTime(text: Text): number | undefined {
  const { words } = text;
  if (!words.some(startsWithDigit)) return undefined;
  findCue ??= findFirstOf(cues.map((cue) => [cue, 0]));
  if (findCue(text) === undefined) return undefined;
  for (const [position, word] of words.entries()) {
    if (!startsWithDigit(word)) continue;
    if (isPoint(words, position)) continue;
    const time = word.includes(':') ? clockAt(words, position) : spanAt(words, position);
    if (time !== undefined && time > 0) return Math.min(Math.round(time), MAX);
  }
  return undefined;
}

/** Whether a number belongs to a date, a time of day or an age. */
function isPoint(words: readonly string[], position: number): boolean {
  const until = words.slice(Math.max(0, position - 8), position);
  const after = words.slice(position + 1, position + 3);
  const isDated = (words[position] ?? '').includes(':') && until.some((word) => pointsBefore.has(word));
  return (
    isDated || pointsBefore.has(words[position - 1] ?? '') || after.some((word) => pointsAfter.has(word))
  );
}

function startsWithDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** `00:04:35`, as postgrey and others give it. */
function clockAt(words: readonly string[], position: number): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = (words[position] ?? '').split(':').map(Number);
  if (!before.has(words[position - 1] ?? '')) return undefined;
  return hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

function spanAt(words: readonly string[], position: number): number | undefined {
  // "10 mails per 5 minutes", "exceeded in the last 24 hours": a limit, not a time to wait.
  if (ratesBefore.has(words[position - 1] ?? '')) return undefined;
  if (words[position - 1] === 'in' && limited.has(words[position - 2] ?? '')) return undefined;
  return partsFrom(words, position);
}

/** All parts of a time, each of a smaller unit than the one before: "1 hour, 30 minutes". */
function partsFrom(words: readonly string[], position: number): number | undefined {
  let total: number | undefined;
  let next = position;
  for (let smaller = Number.POSITIVE_INFINITY; ; ) {
    const part = partAt(words, next);
    if (!part || part.unitMs >= smaller) return total;
    total = (total ?? 0) + part.amount * part.unitMs;
    smaller = part.unitMs;
    next = joining.has(words[part.end] ?? '') ? part.end + 1 : part.end;
  }
}

interface Part {
  readonly amount: number;
  readonly unitMs: number;
  /** Where the words after it begin. */
  readonly end: number;
}

function partAt(words: readonly string[], position: number): Part | undefined {
  const match = amountAndUnit.exec(words[position] ?? '');
  if (!match) return undefined;
  const unitMs = unitIn(match[2] || unitAfter(words, position + 1));
  if (unitMs === undefined) return undefined;
  const end = position + (match[2] ? 1 : 2);
  return { amount: Number(match[1]), unitMs, end: isSignOfUnit(words, end) ? end + 1 : end };
}

/** The second word of a unit in a script without blanks. */
function isSignOfUnit(words: readonly string[], position: number): boolean {
  const word = words[position] ?? '';
  return word.length === 1 && !isLatin(word) && startsWithDigit(words[position + 1] ?? '');
}

/** Units of scripts without blanks are two words: 分 and 钟. */
function unitAfter(words: readonly string[], position: number): string {
  const first = words[position] ?? '';
  return first.length === 1 && !isLatin(first) ? first + (words[position + 1] ?? '') : first;
}

function isLatin(word: string): boolean {
  return word.charCodeAt(0) < 128;
}
