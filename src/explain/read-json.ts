import { fromFields, isErrorLike } from './from-fields.js';
import type { Item } from './item.js';

const [MOST_NODES, DEEPEST] = [2000, 12] as const;
/** What a record says where it has no error in it. */
const TEXTS = ['message', 'msg', 'log', 'text', 'textPayload', 'line', 'stack'];

/** What JSON has to be explained. */
export interface JsonFindings {
  readonly items: readonly Item[];
  /** Texts that have to be read themselves, of records that hold no error as an object. */
  readonly texts: readonly string[];
}

/** Reads errors out of JSON: errors of this package and Nodemailer's, and records of loggers that have one. */
export function readJson(text: string): JsonFindings | undefined {
  const value = parse(text);
  if (value === undefined) return undefined;
  const items = errorsIn(value).map((error) => fromFields(text.trim(), error));
  return { items, texts: items.length > 0 ? [] : textsIn(value) };
}

function parse(text: string): object | undefined {
  if (!/^\s{0,1000}[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The outermost errors; those inside of them caused them, and explain nothing else. */
function errorsIn(root: object): readonly object[] {
  const found: object[] = [];
  let level: readonly object[] = [root];
  let nodes = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: object[] = [];
    for (const value of level) {
      nodes += 1;
      if (nodes > MOST_NODES) return found;
      const inner = Object.values(value)
        .flatMap((part) => (Array.isArray(part) ? part.slice(0, MOST_NODES) : [part]))
        .filter(isObject);
      // A record may look like an error for a field that it has beside the error.
      if (isErrorLike(value) && (speaksForItself(value) || !inner.some(isErrorLike))) found.push(value);
      else next.push(...inner);
    }
    level = next;
  }
  return found;
}

/** What was accepted explains nothing of those who were refused beside it. */
function speaksForItself(value: object): boolean {
  const response: unknown = Reflect.get(value, 'response');
  if (typeof response === 'string' && response.startsWith('2')) return false;
  return ['response', 'responseCode', 'stack', 'reason', 'error.type'].some((key) =>
    Object.hasOwn(value, key),
  );
}

function textsIn(root: object): readonly string[] {
  const values = Array.isArray(root) ? root.slice(0, 100).filter(isObject) : [root];
  return values.flatMap((value) =>
    TEXTS.map((key): unknown => Reflect.get(value, key)).filter((text) => typeof text === 'string'),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
