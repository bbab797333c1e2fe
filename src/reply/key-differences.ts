import { asClause } from './as-clause.js';
import { famousPairs } from './famous-pairs.js';

/** What comes after it: nothing, the rest of the command, a further try, or none before something has changed. */
export type Standing = 'done' | 'go-on' | 'later' | 'never' | 'mend' | 'look-first' | 'by-reply' | 'open';

/** What can be put beside another: a code, or whatever has the same parts. */
export interface Compared {
  readonly name: string;
  readonly standing: Standing;
  /** The end of a sentence that begins with the name. */
  readonly inShort: string;
  readonly whenYouSeeIt: string;
  readonly howToFix: string;
  readonly known: boolean;
}

const standings: Readonly<Record<Standing, { readonly one: string; readonly both: string }>> = {
  done: { one: 'is no failure and needs no further try', both: 'Neither is a failure' },
  'go-on': { one: 'waits for the client to go on', both: 'Both wait for the client to go on' },
  later: {
    one: 'is temporary, and the same may succeed later',
    both: 'Both are temporary: the same may succeed later',
  },
  never: {
    one: 'is final, and the same would fail again',
    both: 'Both are final: the same would fail again',
  },
  mend: {
    one: 'stays until somebody has changed the account or the set-up',
    both: 'Both stay until somebody has changed the account or the set-up',
  },
  'look-first': {
    one: 'may have succeeded already, and is not sent again before somebody has looked',
    both: 'Both may have succeeded already: nothing is sent again before somebody has looked',
  },
  'by-reply': {
    one: 'is temporary with a 4xx reply and final with a 5xx',
    both: 'Both are temporary with a 4xx reply and final with a 5xx',
  },
  open: {
    one: 'leaves it to its first number whether that passes',
    both: 'Both leave it to their first number whether that passes',
  },
};

/**
 * What a person would say of two codes: first in short, then what else tells them apart, and what they share.
 * Empty for one and the same.
 */
export function keyDifferences(a: Compared, b: Compared): readonly string[] {
  if (a.name === b.name) return [];
  return [inShort(a, b), ...famousPairs(a.name, b.name), standing(a, b), ...when(a, b), whatToDo(a, b)];
}

function inShort(a: Compared, b: Compared): string {
  if (a.inShort === b.inShort) return `Both ${plural(a.inShort)}.`;
  return joined(`${a.name} ${a.inShort}`, `${b.name} ${b.inShort}`);
}

function standing(a: Compared, b: Compared): string {
  if (a.standing === b.standing) return `${standings[a.standing].both}.`;
  return joined(`${a.name} ${standings[a.standing].one}`, `${b.name} ${standings[b.standing].one}`);
}

function when(a: Compared, b: Compared): readonly string[] {
  if (!a.known || !b.known) return [];
  const [left, right] = [firstClause(a.whenYouSeeIt), firstClause(b.whenYouSeeIt)];
  return [
    left === right ? `Both come ${left}.` : joined(`${a.name} comes ${left}`, `${b.name} comes ${right}`),
  ];
}

function whatToDo(a: Compared, b: Compared): string {
  const [left, right] = [task(a.howToFix), task(b.howToFix)];
  return left === right ? `With both, ${left}.` : `With ${a.name}, ${left}; with ${b.name}, ${right}.`;
}

function task(howToFix: string): string {
  const clause = firstClause(howToFix);
  return clause.startsWith('nothing') ? 'there is nothing to do' : clause;
}

/** Up to where a person would take a breath. */
function firstClause(text: string): string {
  return asClause(text.split(/[;:.](?:\s|$)(?![^(]*\))/, 1)[0] ?? '');
}

/** Two clauses as one sentence. */
function joined(left: string, right: string): string {
  return `${left}${/,/.test(left + right) ? ';' : ','} ${right}.`;
}

const verbs: Readonly<Record<string, string>> = { is: 'are', has: 'have' };

function plural(clause: string): string {
  return clause.replace(/^\w+/, (verb) => verbs[verb] ?? verb.replace(/s$/, ''));
}
