import type { Failure } from './failure.js';
import { failures } from './failures.js';
import type { Phase } from './phase.js';
import type { ErrorFacts } from './read-error.js';

/** A row of {@link failures} that holds, and what of the error made it hold. */
export interface FailureMatch {
  readonly failure: Failure;
  readonly because: readonly string[];
}

function idOf(wanted: readonly string[], ids: readonly string[]): string | undefined {
  for (const entry of wanted) {
    const id = entry.endsWith('*')
      ? ids.find((given) => given.startsWith(entry.slice(0, -1)))
      : ids.find((given) => given === entry);
    if (id !== undefined) return id;
  }
  return undefined;
}

function wordsOf(text: NonNullable<Failure['when']['text']>, message: string): readonly string[] | undefined {
  return text
    .map((entry) => (typeof entry === 'string' ? [entry] : entry))
    .find((parts) => parts.every((part) => message.includes(part)));
}

/** What makes the row hold: codes and names, the command, the phase, words; `undefined` where it does not. */
function whyHolds(
  { when }: Failure,
  { ids, command, message }: ErrorFacts,
  phase: Phase | undefined,
): readonly string[] | undefined {
  const why: string[] = [];
  for (const wanted of [when.ids, when.and]) {
    const id = wanted && idOf(wanted, ids);
    if (wanted && id === undefined) return undefined;
    if (id !== undefined) why.push(id);
  }
  const start = when.commands?.find((begins) => command.startsWith(begins));
  if (when.commands && start === undefined) return undefined;
  if (start !== undefined) why.push(start);
  if (when.phases) {
    if (!phase || !when.phases.includes(phase)) return undefined;
    why.push(phase);
  }
  const words = when.text && wordsOf(when.text, message);
  if (when.text && !words) return undefined;
  return [...new Set([...why, ...(words ?? []).map((part) => part.trim())])];
}

/** Rows by the ids that they ask for, so that only those are tried; the others are tried for every error. */
const byId = new Map<string, number[]>();
const forAnyId: number[] = [];
for (const [position, { when }] of failures.entries()) {
  const ids = when.ids ?? ['*'];
  if (ids.some((id) => id.endsWith('*'))) forAnyId.push(position);
  else for (const id of ids) byId.set(id, [...(byId.get(id) ?? []), position]);
}

const known: ReadonlySet<string> = new Set(
  failures.flatMap(({ when }) => [...(when.ids ?? []), ...(when.and ?? [])]),
);

/** Whether any row of {@link failures} asks for a code or a name. */
export function isKnownId(id: string): boolean {
  return known.has(id);
}

/** The first row of {@link failures} that holds for the error. */
export function matchFailure(facts: ErrorFacts, phase: Phase | undefined): FailureMatch | undefined {
  let best = failures.length;
  let found: FailureMatch | undefined;
  function tryRows(positions: readonly number[] | undefined): void {
    for (const position of positions ?? []) {
      const failure = position < best ? failures[position] : undefined;
      const because = failure && whyHolds(failure, facts, phase);
      if (!failure || !because) continue;
      best = position;
      found = { failure, because };
    }
  }
  for (const id of facts.ids) tryRows(byId.get(id));
  tryRows(forAnyId);
  return found;
}
