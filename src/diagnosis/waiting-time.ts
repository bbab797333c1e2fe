const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MAX = DAY;

/** Starts of words for a span of time, folded as rules' text is, longest first where one begins another. */
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
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
  ['d', DAY],
];

/** Words that make a span of time one to wait for: limits ("50 messages in 10 minutes") have none of them. */
const cues = [
  'again',
  'retry',
  'retries',
  'wait',
  'later',
  'greylist',
  'graylist',
  'grey-list',
  'gray-list',
  'delay',
  'deferred',
  'come back',
  'blocked for',
  'locked for',
  'banned for',
  'suspended for',
  'disabled for',
  'after',
  'erneut',
  'warten',
  'spater',
  'wieder',
  'reessayer',
  'reessayez',
  'attendre',
  'patientez',
  'plus tard',
  'intentar',
  'intente',
  'espere',
  'mas tarde',
  'tente novamente',
  'aguarde',
  'riprova',
  'attend',
  'повтор',
  'попробуйте',
  'подожд',
  'через',
  '重试',
  '再试',
  '重試',
  '稍后',
  '后再',
  '後',
  '等待',
  '再度',
].map((cue) => cue.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''));

const MAX_DIGITS = 7;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && character >= 'a' && character <= 'z';
}

/** The unit that stands at `position`; a bare letter counts only where the word ends with it. */
function unitAt(text: string, position: number): number | undefined {
  for (const [start, ms] of units) {
    if (!text.startsWith(start, position)) continue;
    if (start.length <= 3 && isLetter(start[0]) && !endsWord(text, position + start.length)) continue;
    return ms;
  }
  return undefined;
}

function endsWord(text: string, position: number): boolean {
  return !isLetter(text[position]) || (text[position] === 's' && !isLetter(text[position + 1]));
}

/** `00:04:35`, as postgrey and others give it. */
function clockAt(text: string, position: number): number | undefined {
  const match = /^(\d{1,2}):(\d{2}):(\d{2})(?![\d:])/.exec(text.slice(position, position + 9));
  if (!match) return undefined;
  return Number(match[1]) * HOUR + Number(match[2]) * MINUTE + Number(match[3]) * SECOND;
}

/**
 * Reads how long a server asks to wait: "try again in 5 minutes", "greylisted for 300 seconds",
 * "retry after 60s", in the languages in which servers say so.
 *
 * @param text a reply's text as `foldText` gives it
 * @returns milliseconds, at most 24 hours; `undefined` where the text names no time
 */
export function waitingTime(text: string): number | undefined {
  if (!/\d/.test(text) || !cues.some((cue) => text.includes(cue))) return undefined;
  for (let position = 0; position < text.length; position += 1) {
    if (!isDigit(text.charCodeAt(position))) continue;
    const clock = clockAt(text, position);
    if (clock !== undefined && clock > 0) return Math.min(clock, MAX);
    let end = position;
    while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
    const time = end - position <= MAX_DIGITS ? spanAt(text, position, end) : undefined;
    if (time !== undefined) return Math.min(time, MAX);
    position = end;
  }
  return undefined;
}

function spanAt(text: string, start: number, end: number): number | undefined {
  const before = text[start - 1];
  if (before === '.' || before === ':' || before === '/' || isLetter(before)) return undefined;
  let unit = end;
  while (text[unit] === ' ' || text[unit] === '-' || text[unit] === '(') unit += 1;
  const ms = unitAt(text, unit);
  if (ms === undefined || isRate(text, start)) return undefined;
  const amount = Number(text.slice(start, end));
  return amount > 0 ? amount * ms : undefined;
}

/** "10 mails per 5 minutes", "exceeded in the last 24 hours": a limit, not a time to wait. */
function isRate(text: string, start: number): boolean {
  const lead = text.slice(Math.max(0, start - 16), start);
  return ['per ', 'last ', 'every ', 'past ', 'within ', '/'].some((word) => lead.endsWith(word));
}
