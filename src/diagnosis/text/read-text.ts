import { BLANK, BREAK, JOINT, kindOf, SIGN, STOP, WORD } from './characters.js';
import { plainText } from './plain-text.js';
import { type Stamp, stampOf } from './stamps.js';
import { amountAt } from './time-units.js';

/** A server's text as words. */
export interface Text {
  /**
   * The words in the order in which they stand, folded; a letter of a script without blanks is a word. `.` is
   * the end of a sentence, `00:05:00`, `5.7.1`, `-5` and the
   * `1.5` of 1.5 hours are one word.
   */
  readonly words: readonly string[];
  /** What was taken out before: machines' names, addresses, URLs, times, ids. */
  readonly stamps: readonly Stamp[];
}

const LONGEST_WORD = 64;
const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3}$/;
const CLOCK = /^\d{1,2}:\d{2}:\d{2}$/;

/** What people write who leave the apostrophe out. */
const contractions: Readonly<Record<string, string>> = {
  cannot: 'can',
  cant: 'can',
  dont: 'do',
  doesnt: 'does',
  didnt: 'did',
  isnt: 'is',
  wont: 'will',
  couldnt: 'could',
  wasnt: 'was',
};
const stems: Readonly<Record<string, string>> = { ca: 'can', wo: 'will' };

/** Reads words out of a text that has been folded to lower case but for its stamps. */
class Reader {
  readonly words: string[] = [];
  readonly stamps: Stamp[] = [];

  read(text: string): void {
    const lower = text.toLowerCase();
    // Where lower case is longer (Turkish İ), positions do not agree.
    const given = lower.length === text.length ? text : lower;
    let position = 0;
    while (position < given.length) {
      const kind = kindOf(given.charCodeAt(position));
      if (kind === BLANK || kind === BREAK) {
        if (kind === BREAK) this.#break(lower, position);
        position += 1;
      } else if (kind === SIGN) {
        this.words.push(lower.charAt(position));
        position += 1;
      } else if (kind === STOP) {
        this.#stop();
        position += 1;
      } else {
        position = this.#chunk(given, lower, position);
      }
    }
  }

  #break(lower: string, position: number): void {
    const last = this.words.at(-1);
    if (last === undefined) return;
    const code = lower.charCodeAt(position);
    if (code === 39 && last.length > 2 && last.endsWith('n') && lower[position + 1] === 't') {
      // "isn't": the n belongs to "not".
      if (isEnd(lower, position + 2)) this.words[this.words.length - 1] = `${last}'`;
    } else if (code === 91 && last === 'unknown' && lower[position - 1] === 'n') {
      // Postfix, of a client whose name it does not know: `unknown[192.0.2.1]`.
      this.words.pop();
      this.stamps.push({ kind: 'host', text: 'unknown' });
    }
  }

  #stop(): void {
    if (this.words.length > 0 && this.words.at(-1) !== '.') this.words.push('.');
  }

  #chunk(given: string, lower: string, start: number): number {
    const sign = lower[start] === '-' ? '-' : '';
    const first = start + sign.length;
    const amount = isDigitAt(lower, first) ? amountAt(lower, first) : undefined;
    if (amount) {
      this.words.push(...amount.words.map((word) => sign + word));
      return amount.end;
    }
    let end = start;
    let plain = true;
    while (end < given.length) {
      const kind = kindOf(given.charCodeAt(end));
      if (kind === JOINT) plain = false;
      else if (kind !== WORD) break;
      end += 1;
      if (isField(lower, end) && amountAt(lower, end)) break;
    }
    if (plain) {
      const stamped =
        end - start >= 6 && hasDigit(given, start, end) && this.#stamp(given, lower, start, end);
      if (!stamped) this.#word(lower.slice(start, end));
      return end;
    }
    let from = start;
    let to = end;
    while (from < to && kindOf(given.charCodeAt(from)) === JOINT && given[from] !== '@') from += 1;
    while (to > from && kindOf(given.charCodeAt(to - 1)) === JOINT && given[to - 1] !== '@') to -= 1;
    if (!this.#stamp(given, lower, from, to)) this.#pieces(given, lower, from, to);
    for (let index = to; index < end; index += 1) {
      const code = given.charCodeAt(index);
      if (code === 46 || code === 33 || code === 63) this.#stop();
    }
    return end;
  }

  /** Whether it is one thing that is not to be taken apart. */
  #stamp(given: string, lower: string, from: number, to: number): boolean {
    const chunk = given.slice(from, to);
    const kind = stampOf(chunk);
    if (kind !== undefined) this.stamps.push({ kind, text: lower.slice(from, to) });
    else if (ENHANCED.test(chunk) || CLOCK.test(chunk)) this.words.push(chunk);
    else return false;
    return true;
  }

  /** What `=`, `:` and the like join: `ip=192.0.2.1`, `user/password`. */
  #pieces(given: string, lower: string, from: number, to: number): void {
    let start = from;
    for (let index = from; index <= to; index += 1) {
      const inside =
        index < to && (kindOf(given.charCodeAt(index)) === WORD || '-._'.includes(given.charAt(index)));
      if (inside) continue;
      if (index > start && !this.#stamp(given, lower, start, index)) this.#parts(given, lower, start, index);
      start = index + 1;
    }
  }

  /** What `-`, `.` and `_` join: `USER_UNKNOWN`, `end.Next sentence`. */
  #parts(given: string, lower: string, from: number, to: number): void {
    let start = from;
    for (let index = from; index <= to; index += 1) {
      if (index < to && kindOf(given.charCodeAt(index)) === WORD) continue;
      if (index > start) {
        const id = index - start >= 6 && hasDigit(given, start, index) && stampOf(given.slice(start, index));
        if (id) this.stamps.push({ kind: id, text: lower.slice(start, index) });
        else this.#word(lower.slice(isNegative(lower, start) ? start - 1 : start, index));
      }
      start = index + 1;
    }
  }

  #word(word: string): void {
    if (word.length > LONGEST_WORD) return;
    const before = this.words.at(-1);
    if (word === 't' && before?.endsWith("n'")) {
      const stem = before.slice(0, -2);
      this.words.pop();
      this.words.push(stems[stem] ?? stem, 'not');
    } else if (word === 'mail' && before === 'e') {
      this.words[this.words.length - 1] = 'email';
    } else if (Object.hasOwn(contractions, word)) {
      this.words.push(contractions[word] ?? word, 'not');
    } else {
      this.words.push(word);
    }
  }
}

function isDigitAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code >= 48 && code <= 57;
}

/** Whether a value begins there whose field has a name: `after=`, `after:`. */
function isField(text: string, position: number): boolean {
  const sign = text[position - 1];
  return (
    (sign === '=' || sign === ':') &&
    isDigitAt(text, position) &&
    !isDigitAt(text, position - 2) &&
    kindOf(text.charCodeAt(position - 2)) === WORD
  );
}

/** Whether the number there has a minus: what stands before that joins nothing to it. */
function isNegative(text: string, position: number): boolean {
  if (!isDigitAt(text, position) || text[position - 1] !== '-') return false;
  return position < 2 || kindOf(text.charCodeAt(position - 2)) !== WORD;
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    if (isDigitAt(text, index)) return true;
  }
  return false;
}

function isEnd(text: string, position: number): boolean {
  return position >= text.length || kindOf(text.charCodeAt(position)) !== WORD;
}

/**
 * Reads a server's text: takes out what machines wrote for machines, and cuts the rest into words.
 *
 * @param text as it came; no more than its first 4 kB are read
 */
export function readText(text: string): Text {
  const reader = new Reader();
  reader.read(plainText(text));
  return reader;
}
