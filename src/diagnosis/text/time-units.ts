export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Starts of words for a span of time, folded as words are, longest first where one begins another. */
const units: readonly (readonly [start: string, ms: number])[] = [
  ['seco', SECOND], // second, seconde, secondi
  ['secs', SECOND],
  ['sec', SECOND],
  ['segundo', SECOND],
  ['sekund', SECOND],
  ['секунд', SECOND],
  ['сек', SECOND],
  ['秒', SECOND],
  ['minut', MINUTE], // minute, minuten, minuto, minuti
  ['mins', MINUTE],
  ['min', MINUTE],
  ['минут', MINUTE],
  ['мин', MINUTE],
  ['分', MINUTE],
  ['hour', HOUR],
  ['hrs', HOUR],
  ['hr', HOUR],
  ['heure', HOUR],
  ['hora', HOUR],
  ['ore', HOUR],
  ['stunde', HOUR],
  ['час', HOUR],
  ['小时', HOUR],
  ['小時', HOUR],
  ['时间', HOUR],
  ['時間', HOUR],
  ['day', DAY],
  ['tag', DAY],
  ['jour', DAY],
  ['dia', DAY],
  ['giorn', DAY],
  ['дн', DAY],
  ['ден', DAY],
  ['сут', DAY],
  ['天', DAY],
  ['日', DAY],
  ['ms', 1],
  ['msec', 1],
  ['millis', 1],
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
  ['d', DAY],
];

/** @returns milliseconds of the unit that a word names, folded as words are */
export function unitIn(word: string): number | undefined {
  for (const [start, ms] of units) {
    if (!word.startsWith(start)) continue;
    const rest = word.slice(start.length);
    // "min" and "m" end the word; "minut" may go on.
    if (start.length <= 3 && start.charCodeAt(0) < 128 && rest !== '' && rest !== 's') continue;
    return ms;
  }
  return undefined;
}

const AMOUNT = /(\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:[.,]\d{1,6})?)[ \u00a0-]{0,2}(?=(\p{L}{1,14}))/uy;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;
const JOINED = /(?:\d{1,7}(?:d|h|min|ms|m|s)){2,5}(?![\p{L}\d_-])/uy;
const PART = /\d+[a-z]+/g;

/** An amount of time as words. */
interface Amount {
  readonly words: readonly string[];
  /** Where the text after it begins; the unit is left where it stands apart. */
  readonly end: number;
}

/**
 * Reads an amount of time that would be taken apart, or for an id: `1.5 hours`, `1,000 seconds`,
 * `604800 seconds`, `1h30m`.
 *
 * @param lower the text, in lower case
 * @param position where it is to begin: what stands before it is no part of the same word
 */
export function amountAt(lower: string, position: number): Amount | undefined {
  JOINED.lastIndex = position;
  const joined = JOINED.exec(lower)?.[0];
  if (joined !== undefined) return { words: joined.match(PART) ?? [], end: position + joined.length };
  AMOUNT.lastIndex = position;
  const [whole = '', amount = '', unit = ''] = AMOUNT.exec(lower) ?? [];
  if (unitIn(unit) === undefined || (amount.length < 6 && !/[.,]/.test(amount))) return undefined;
  const word = THOUSANDS.test(amount) ? amount.replaceAll(',', '') : amount.replace(',', '.');
  return { words: [word], end: position + whole.length };
}
