import { parseReply } from '../../reply/parse-reply.js';
import type { Item } from './item.js';
import { looksLikeError, readJson, readPrintedError } from './read-error.js';

/** A person pastes a dialogue or a part of a log, not all of it. */
const MOST_ITEMS = 100;

/** A line of a reply that goes on in the next one, also behind `Error: Invalid login: `. */
const CONTINUED = /(?:^\W{0,16}(?:S:\s*)?|: ['"]?)([2-5]\d\d)-/;
const CODED = /^\W{0,16}(?:S:\s*)?([2-5]\d\d)(?:[ -]|$)/;
const CLIENT = /^\s*C:\s*(.*)$/;

/** Takes apart what a person gave: an error, or replies, one a line. */
export function readItems(text: string): readonly Item[] {
  const json = readJson(text);
  if (json) return [json];
  if (looksLikeError(text)) return [readPrintedError(text)];
  return readReplies(text);
}

function readReplies(text: string): readonly Item[] {
  const items: Item[] = [];
  let lines: string[] = [];
  let command: string | undefined;
  const finish = () => {
    if (lines.length > 0 && items.length < MOST_ITEMS) items.push(toItem(lines.join('\n'), command));
    lines = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const said = CLIENT.exec(line)?.[1];
    if (said !== undefined || line.trim() === '') finish();
    if (said !== undefined) command = /^(?:AUTH \S+|\S+)/i.exec(said)?.[0] ?? command;
    if (said !== undefined || line.trim() === '') continue;
    const open = CONTINUED.exec(lines.at(-1) ?? '')?.[1];
    const code = CODED.exec(line)?.[1];
    if (open === undefined || (code !== undefined && code !== open)) finish();
    lines.push(line);
  }
  finish();
  return items;
}

function toItem(input: string, command: string | undefined): Item {
  const reply = parseReply(input);
  if (reply) return { input, reply, context: command === undefined ? {} : { command } };
  return readPrintedError(input);
}
