import { isBranded } from './brand.js';
import { maskAddresses } from './mask-addresses.js';

const MAX_DEPTH = 4;

/**
 * A cause that loggers may dump: pino appends the messages and stacks of causes to ours, winston and
 * `console` print their fields. Mailbox names in its texts are masked, and what holds addresses or a
 * server's own words can be read and is not enumerable. Its stack is cut to what tells somebody something.
 *
 * @returns The cause itself where there is nothing to keep quiet; else a likeness of it, for the
 *   transport's own logger has the original and is to have it as it was.
 */
export function quietCause(cause: unknown, known: readonly string[] = [], depth = 0): unknown {
  try {
    return quieted(cause, known, depth);
  } catch {
    // Whoever dumps it would throw as well.
    return undefined;
  }
}

function quieted(cause: unknown, known: readonly string[], depth: number): unknown {
  if (!(cause instanceof Error) || isBranded(cause) || depth > MAX_DEPTH) return cause;
  // A DOMException has its message in a slot that no likeness has.
  if (!Object.hasOwn(cause, 'message')) return cause;
  const changes = changesTo(cause, known, depth);
  if (Object.keys(changes).length === 0) return cause;
  const likeness = new Error();
  Object.setPrototypeOf(likeness, Object.getPrototypeOf(cause));
  Object.defineProperties(likeness, Object.getOwnPropertyDescriptors(cause));
  return Object.defineProperties(likeness, changes);
}

function changesTo(cause: Error, known: readonly string[], depth: number): PropertyDescriptorMap {
  const quiet: readonly (readonly [key: string, before: unknown, after: unknown])[] = [
    ['message', cause.message, maskAddresses(cause.message, known)],
    ['stack', cause.stack, quietStack(cause.stack, known)],
    ['cause', cause.cause, quietCause(cause.cause, known, depth + 1)],
  ];
  const loud = Object.entries(cause).filter(
    ([key, value]) => key === 'response' || holdsAddress(value, known),
  );
  return Object.fromEntries([
    ...quiet.filter(([, before, after]) => before !== after).map(([key, , after]) => [key, hidden(after)]),
    ...loud.map(([key, value]) => [key, hidden(value)]),
  ]);
}

/** So much of a message is printed once more, in its stack. */
const LONGEST_HEAD = 200;

/** Of Nodemailer's and Node's own frames nobody learns anything, and an uncaught error prints them all. */
const FOREIGN_FRAME = /node:|[/\\]nodemailer(?:-smtp-errors)?[/\\]/;
const MOST_FRAMES = 4;

/** What an uncaught error prints of it. No address is looked for in the frames: a path may have an at sign, too. */
function quietStack(stack: string | undefined, known: readonly string[]): string | undefined {
  if (stack === undefined) return undefined;
  const from = stack.search(/\n\s+at /);
  const head = maskAddresses(from === -1 ? stack : stack.slice(0, from), known);
  const frames = from === -1 ? [] : stack.slice(from + 1).split('\n');
  const isTheirs = FOREIGN_FRAME.test(frames[0] ?? '');
  const shown = isTheirs
    ? frames.filter((frame) => !FOREIGN_FRAME.test(frame)).slice(0, MOST_FRAMES)
    : frames;
  const short = head.length > LONGEST_HEAD ? `${head.slice(0, LONGEST_HEAD)}…` : head;
  return [short, ...shown].join('\n');
}

function hidden(value: unknown): PropertyDescriptor {
  return { value, writable: true, configurable: true, enumerable: false };
}

/**
 * An object is looked at once on each depth, for it may be in itself more often than anybody can wait for;
 * and what cannot be looked at is not shown.
 */
function holdsAddress(
  value: unknown,
  known: readonly string[],
  seen = new Map<object, number>(),
  depth = 0,
): boolean {
  if (typeof value === 'string') return maskAddresses(value, known) !== value;
  if (typeof value !== 'object' || value === null || (seen.get(value) ?? Number.POSITIVE_INFINITY) <= depth)
    return false;
  seen.set(value, depth);
  try {
    if (value instanceof Error) return true;
    return (
      depth < MAX_DEPTH && Object.values(value).some((inner) => holdsAddress(inner, known, seen, depth + 1))
    );
  } catch {
    return true;
  }
}
