import type { ErrorLike } from '../diagnosis/diagnosis.js';
import { readPasted } from '../diagnosis/pasted/read-pasted.js';
import { fromFields } from './from-fields.js';
import type { Item } from './item.js';
import { hasField, printedFields } from './printed-fields.js';

const HEAD = /(?:^|[\s[(:'"])(?:[A-Z]\w{0,60})?(?:Error|Exception)(?: \[\w{1,60}\])?: /;
const FRAME = /^\s{1,80}at .{1,}/;
const CAUSE = /^\s{0,80}\[(?:cause|errors?)\]: /;

/** Whether an error begins in a line; what caused it is no other one. */
export function isHead(line: string): boolean {
  const short = line.slice(0, 600);
  return HEAD.test(short) && !CAUSE.test(short);
}

/** Whether a line can be nothing else than a part of a printed error. */
export function isPartOfDump(line: string): boolean {
  const short = line.slice(0, 600);
  return FRAME.test(short) || CAUSE.test(short) || hasField(short);
}

/** How many lines of a dump stand open: `reply: {` without its end. */
export function depthChange(line: string): number {
  const opens = /[{[]\s{0,9}$/.test(line.slice(-20)) ? 1 : 0;
  return /^\s{0,80}[}\]]/.test(line.slice(0, 100)) ? opens - 1 : opens;
}

/** Whether a line goes on with what a dump has begun: a string over several lines, a closing brace. */
export function continuesDump(line: string): boolean {
  return (
    isPartOfDump(line) || /^\s{0,80}(?:['"`]|[}\]]|\.{3} \d{1,6} (?:more|lines))/.test(line.slice(0, 200))
  );
}

/** Reads an error back from what `console.error` or a logger printed of it. */
export function readPrintedError(lines: readonly string[]): Item {
  const start = lines.findIndex((line) => isPartOfDump(line) || /^\s{0,9}[{[]\s{0,9}$/.test(line));
  const head = lines
    .slice(0, start === -1 ? lines.length : start)
    .join('\n')
    .replace(/ \{$/, '')
    .trim();
  const input = lines.join('\n');
  const fields = printedFields(lines);
  const responseCode = Number(fields.get('responseCode'));
  const pasted = head === '' ? undefined : readPasted(head);
  if (fields.size === 0 && pasted) return itemOf(input, pasted);
  const said: ErrorLike = pasted?.error ?? { message: head };
  return fromFields(input, {
    ...said,
    ...Object.fromEntries(fields),
    ...(Number.isInteger(responseCode) ? { responseCode } : {}),
  });
}

/** What a text was pasted for, which has no fields beside it. */
export function readText(text: string): Item {
  return itemOf(text, readPasted(text));
}

function itemOf(input: string, pasted: ReturnType<typeof readPasted>): Item {
  return pasted.reply
    ? { input, reply: pasted.reply, context: pasted.where }
    : fromFields(input, pasted.error);
}
