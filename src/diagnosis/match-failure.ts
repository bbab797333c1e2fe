import type { Failure } from './failure.js';
import { failures } from './failures.js';
import type { Phase } from './phase.js';
import type { ErrorFacts } from './read-error.js';

function hasId(wanted: readonly string[], ids: readonly string[]): boolean {
  return wanted.some((entry) =>
    entry.endsWith('*') ? ids.some((id) => id.startsWith(entry.slice(0, -1))) : ids.includes(entry),
  );
}

function holds({ when }: Failure, facts: ErrorFacts, phase: Phase | undefined): boolean {
  if (when.ids && !hasId(when.ids, facts.ids)) return false;
  if (when.and && !hasId(when.and, facts.ids)) return false;
  if (when.commands && !when.commands.some((start) => facts.command.startsWith(start))) return false;
  if (when.phases && !(phase && when.phases.includes(phase))) return false;
  return (
    when.text === undefined ||
    when.text.some((entry) =>
      typeof entry === 'string'
        ? facts.message.includes(entry)
        : entry.every((part) => facts.message.includes(part)),
    )
  );
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
export function matchFailure(facts: ErrorFacts, phase: Phase | undefined): Failure | undefined {
  let best = failures.length;
  function tryRows(positions: readonly number[] | undefined): void {
    const found = positions?.find((position) => {
      const failure = position < best ? failures[position] : undefined;
      return failure !== undefined && holds(failure, facts, phase);
    });
    if (found !== undefined) best = found;
  }
  for (const id of facts.ids) tryRows(byId.get(id));
  tryRows(forAnyId);
  return failures[best];
}
