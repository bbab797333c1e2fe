import type { DiagnoseContext, ErrorLike } from '../../diagnosis/diagnosis.js';
import { phases } from '../../diagnosis/phase.js';
import { parseReply } from '../../reply/parse-reply.js';
import type { Item } from './item.js';

/** How a field of an error is printed by Node, and by loggers that print alike. */
const FIELD =
  /^[ \t]*['"]?(code|command|response|responseCode|originalCode|timeoutType|name|phase)['"]?: (.*)$/gm;
const STRING = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;
const FRAME = /^[ \t]+at .+/m;
/** Codes of Node, of OpenSSL and of Nodemailer, in capitals in the middle of a sentence. */
const SYSTEM_CODE = /\b(?:E(?!HLO\b|SMTP\b|TRN\b)[A-Z]{3,14}|[A-Z]+(?:_[A-Z0-9]+){1,7})\b/;

/** Whether a text is an error as it was printed, rather than replies. */
export function looksLikeError(text: string): boolean {
  return FRAME.test(text) || /^[ \t]*['"]?(?:code|command|response|responseCode)['"]?: /m.test(text);
}

/** Reads an error back from what `console.error` or a logger printed. */
export function readPrintedError(text: string): Item {
  const fields = printedFields(text);
  const message = messageIn(text);
  const originalCode = fields.get('originalCode') ?? SYSTEM_CODE.exec(message)?.[0];
  return fromFields(text, {
    message,
    ...Object.fromEntries(fields),
    ...(fields.has('responseCode') ? { responseCode: Number(fields.get('responseCode')) } : {}),
    ...(originalCode === undefined ? {} : { originalCode }),
  });
}

/** Reads an error from JSON: an error of this package, Nodemailer's, or a log record that has one. */
export function readJson(text: string): Item | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const value = parse(text);
  if (value === undefined) return undefined;
  const error = [at(value, 'err'), at(value, 'error')].find((inner) => typeof inner === 'object') ?? value;
  return fromFields(text.trim(), error);
}

function fromFields(input: string, error: object): Item {
  const reply = replyOf(error);
  const [phase, command, host] = [at(error, 'phase'), at(error, 'command'), at(at(error, 'server'), 'host')];
  const known = phases.find((name) => name === phase);
  const context: DiagnoseContext = {
    ...(known === undefined ? {} : { phase: known }),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof host === 'string' ? { host } : {}),
  };
  return { input, ...(reply === undefined ? {} : { reply }), error, context };
}

function replyOf(error: ErrorLike) {
  const { response, message } = error;
  const code = at(error, 'responseCode');
  if (typeof response === 'string' && response !== '') return parseReply(response);
  const text = at(error, 'replyText');
  if (typeof code === 'number' && typeof text === 'string') {
    const enhanced = at(error, 'enhancedCode');
    return parseReply(`${code} ${typeof enhanced === 'string' ? `${enhanced} ` : ''}${text}`);
  }
  const inMessage = typeof message === 'string' ? parseReply(message) : undefined;
  return code === undefined || inMessage?.code === code ? inMessage : undefined;
}

/** The first of each: an error's `[cause]` comes after its own fields. */
function printedFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const { 1: name = '', 2: value = '', index } of text.matchAll(FIELD)) {
    if (fields.has(name)) continue;
    fields.set(
      name,
      /^['"`]/.test(value) ? readString(text.slice(text.indexOf(value, index))) : value.replace(/,\s*$/, ''),
    );
  }
  return fields;
}

/** A string of several lines is printed as several strings with `+` between them. */
function readString(text: string): string {
  let whole = '';
  let end = 0;
  for (const match of text.matchAll(STRING)) {
    if (match.index > end && !/^\s*\+\s*$/.test(text.slice(end, match.index))) break;
    whole += match[1] ?? match[2] ?? match[3] ?? '';
    end = match.index + match[0].length;
  }
  return whole
    .replace(/\\r/g, '')
    .replace(/\\n/g, '\n')
    .replace(/\\(['"`\\])/g, '$1');
}

/** What stands before the stack and the fields, without the error's name. */
function messageIn(text: string): string {
  const start = text.search(/^[ \t]*(?:at .+|['"]?(?:code|command|response|responseCode)['"]?: .*|\{)\s*$/m);
  const head = (start === -1 ? text : text.slice(0, start)).trim();
  const named = /(?:^|\s)[A-Z]\w*Error(?: \[\w+\])?: ([\s\S]*)$|(?:^|\s)Error(?: \[\w+\])?: ([\s\S]*)$/.exec(
    head,
  );
  return (named?.[1] ?? named?.[2] ?? head).replace(/\s*\{$/, '');
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
