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

/** The first row of {@link failures} that holds for the error. */
export function matchFailure(facts: ErrorFacts, phase: Phase | undefined): Failure | undefined {
  return failures.find((failure) => holds(failure, facts, phase));
}
