import { readBounce } from '../bounce/read-bounce.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { phaseInWords } from '../diagnosis/pasted/phase-in-words.js';
import { splitJoined } from '../reply/split-joined.js';
import { distinct } from './distinct.js';
import type { Item } from './item.js';
import { commandIn, readDialogue, type Said, saidIn } from './read-dialogue.js';
import { readJson } from './read-json.js';
import { readLines } from './read-lines.js';
import {
  continuesDump,
  depthChange,
  isHead,
  isPartOfDump,
  readPrintedError,
  readText,
} from './read-printed-error.js';

/** A person pastes a dialogue or a part of a log, not all of it. */
const MOST_ITEMS = 100;
const MOST_DUMP_LINES = 400;

/** A line of a reply that goes on in the next one, also behind `Error: Invalid login: `. */
const CONTINUED = /(?:^\W{0,16}|: ['"]?)([2-5]\d\d)-/;
const CODED = /^\W{0,16}([2-5]\d\d)(?:[ -]|$)/;
const POSTFIX = /\bstatus=(?:bounced|deferred|undeliverable|expired|SOFTBOUNCE)[^(]{0,40}\((.+)\)$/;
const SENT = /\bstatus=(?:sent|deliverable) \(/;
const RELAY = /\brelay=([\w.-]{1,253})\[/;
const WORDS_OF_MAIL =
  /\b(?:smtp|said|respon\w{2,4}|repl(?:y|ied)|server|mail|stat|deferred|bounced|rejected|user|recipient|sender|auth\w{0,16}|login|relay|spam|quota)\b/i;

/** What a reader of lines has read so far. */
interface Found {
  readonly item: Item;
  /** True for a reply that stands by itself, and that is explained whatever it says. */
  readonly bare?: boolean;
}

/** Takes apart what a person gave: a bounce, JSON, printed errors, dialogues, logs, or replies, one a line. */
export function readItems(text: string): readonly Item[] {
  const whole = readJson(text);
  if (whole) return fromJson(whole, text);
  const bounced = fromBounce(text);
  if (bounced.length > 0) return bounced;
  const lines = readLines(text);
  const unprefixed = lines.join('\n');
  const found = scan(lines);
  if (found.length > 0)
    return distinct(
      found.map(({ item }) => item),
      found.every(({ bare }) => bare),
    ).slice(0, MOST_ITEMS);
  return unprefixed.trim() === '' ? [] : [readText(unprefixed.trim())];
}

function fromJson({ items, texts }: NonNullable<ReturnType<typeof readJson>>, text: string): readonly Item[] {
  if (items.length > 0) return distinct(items).slice(0, MOST_ITEMS);
  const told = texts.flatMap((inner) => scan(readLines(inner), false).map(({ item }) => item));
  if (told.length > 0) return distinct(told).slice(0, MOST_ITEMS);
  return [readText(texts[0] ?? text.trim())];
}

function fromBounce(text: string): readonly Item[] {
  if (!text.includes('\n')) return [];
  const recipients = readBounce(text)?.recipients ?? [];
  return recipients.slice(0, MOST_ITEMS).map((bounced) => ({
    input: bounced.recipient,
    ...(bounced.reply === undefined ? {} : { reply: bounced.reply }),
    bounced,
    context: bounced.remoteHost === undefined ? {} : { host: bounced.remoteHost },
  }));
}

/** @param alone whether what is read is all that was given, and no part of a log */
function scan(lines: readonly string[], alone = isOneLine(lines)): readonly Found[] {
  const found: Found[] = [];
  const dialogue: Said[] = [];
  const isDialogue = lines.some((line) => saidIn(line) !== undefined || commandIn(line) !== undefined);
  const finish = () => {
    for (const item of readDialogue(dialogue.splice(0))) found.push({ item });
  };
  for (let index = 0; index < lines.length && found.length < 10 * MOST_ITEMS; ) {
    const line = lines[index] ?? '';
    const json = line.startsWith('{') ? readJson(line) : undefined;
    const end = json ? index + 1 : endOfDump(lines, index);
    if (json) {
      for (const item of json.items) found.push({ item });
      for (const text of json.texts)
        found.push(...scan(readLines(text), false).map(({ item }) => ({ item })));
      index += 1;
    } else if (end > index) {
      finish();
      const item = readPrintedError(lines.slice(index, end));
      if (alone || isKnown(item)) found.push({ item });
      index = end;
    } else if (isDialogue && saidHere(line)) {
      dialogue.push(...saidAt(line));
      index += 1;
    } else if (CODED.test(line) || (CONTINUED.test(line) && CODED.test(lines[index + 1] ?? ''))) {
      const last = endOfReply(lines, index);
      const item = readText(lines.slice(index, last).join('\n'));
      if (item.reply || isKnown(item)) found.push({ item, bare: CODED.test(line) });
      index = last;
    } else {
      const item = readLogLine(line, alone);
      if (item) found.push({ item });
      index += 1;
    }
  }
  finish();
  return found.every(({ bare }) => bare) ? found : findingsOf(found);
}

/** The good ends of a dialogue or a log say nothing where something else went wrong, nor does "500 requests". */
function findingsOf(found: readonly Found[]): readonly Found[] {
  const failures = found.filter(({ item, bare }) => !isFine(item) && (!bare || isOfMail(item)));
  return failures.length === 0 ? found : failures;
}

function isOfMail({ input, reply }: Item): boolean {
  return reply?.enhancedCode !== undefined || WORDS_OF_MAIL.test(input);
}

function isOneLine(lines: readonly string[]): boolean {
  return lines.filter((line) => line.trim() !== '').length === 1;
}

function isFine({ reply, context }: Item): boolean {
  return reply !== undefined && reply.code < 400 && diagnose(reply, context).ruleId === 'not-a-failure';
}

function isKnown(item: Item): boolean {
  return (
    item.reason !== undefined ||
    diagnose(item.reply ?? item.error ?? item.input, item.context).reason !== 'other'
  );
}

function saidHere(line: string): boolean {
  return saidAt(line).length > 0;
}

/** A line of a dialogue; in one, a reply without a mark is the server's. */
function saidAt(line: string): readonly Said[] {
  const said = saidIn(line) ?? commandIn(line);
  if (said) return [said];
  return CODED.test(line) && /^\d/.test(line) ? [{ by: 'server', text: line }] : [];
}

/** Where a printed error ends that begins in this line; the line itself where none does. */
function endOfDump(lines: readonly string[], start: number): number {
  const line = lines[start] ?? '';
  if (saidIn(line)) return start;
  if (!isHead(line)) {
    if (!isPartOfDump(line)) return start;
  } else if (!hasDump(lines, start)) {
    return start;
  }
  let depth = 0;
  let begun = false;
  let end = start;
  const last = Math.min(lines.length, start + MOST_DUMP_LINES);
  for (; end < last; end += 1) {
    const current = lines[end] ?? '';
    if (end > start && depth <= 0 && begun && (!continuesDump(current) || isHead(current))) break;
    begun ||= isPartOfDump(current) || depth > 0;
    depth += depthChange(current);
    if (begun && depth <= 0 && /^[}\]]/.test(current)) return end + 1;
  }
  return end;
}

/** Whether a stack or fields follow the message, which may have several lines. */
function hasDump(lines: readonly string[], start: number): boolean {
  for (let index = start; index < Math.min(lines.length, start + 100); index += 1) {
    const line = lines[index] ?? '';
    if (isPartOfDump(line) || /\{$/.test(line)) return true;
    if (line.trim() === '' || (index > start && (isHead(line) || saidIn(line)))) return false;
  }
  return false;
}

function endOfReply(lines: readonly string[], start: number): number {
  let end = start + 1;
  for (; end < Math.min(lines.length, start + 100); end += 1) {
    const open = CONTINUED.exec(lines[end - 1] ?? '')?.[1];
    const line = lines[end] ?? '';
    const code = CODED.exec(line)?.[1];
    if (open === undefined || line.trim() === '' || (code !== undefined && code !== open)) break;
  }
  return end;
}

/** A line of a log counts where it says what failed; the rest of a log is not explained. */
function readLogLine(line: string, alone: boolean): Item | undefined {
  if (line.trim() === '' || SENT.test(line.slice(0, 2000))) return undefined;
  const quoted = POSTFIX.exec(line.slice(0, 8000))?.[1];
  if (quoted !== undefined) return fromPostfix(line, quoted);
  if (alone) return readText(line.trim());
  const item = readText(line);
  if (!item.reply) return isKnown(item) && !isPassing(item, line) ? item : undefined;
  const isMail =
    item.reply.enhancedCode !== undefined || phaseInWords(line) !== undefined || WORDS_OF_MAIL.test(line);
  return item.reply.code >= 400 && isMail ? item : undefined;
}

/** Logs tell of connections that close, and of timeouts that are set, where nothing is wrong. */
function isPassing({ error }: Item, line: string): boolean {
  return /^=== /.test(line) || /^connection\.(?:closed|timeout)-text$/.test(diagnose(error ?? {}).ruleId);
}

function fromPostfix(line: string, quoted: string): Item {
  const said = / said: (.*)$/.exec(quoted)?.[1];
  const item = readText(said === undefined ? quoted : splitJoined(said));
  const phase = phaseInWords(quoted);
  const host = RELAY.exec(line)?.[1];
  return {
    ...item,
    input: line,
    context: {
      ...item.context,
      ...(phase === undefined ? {} : { phase }),
      ...(host === undefined ? {} : { host }),
    },
  };
}
