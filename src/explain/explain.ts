import type { DiagnoseContext } from '../diagnosis/diagnosis.js';
import { clean } from '../render/clean.js';
import type { Facts } from '../render/facts.js';
import { hidePasswords } from '../render/hide-passwords.js';
import { type FormatOptions, layoutFor } from '../render/layout.js';
import { renderFacts } from '../render/render-facts.js';
import { retryInWords } from '../render/words.js';
import { explainItem, toFacts } from './explain-item.js';
import { readItems } from './read-items.js';
import { topicFacts, topicOf } from './topic.js';

/** What one of the things that were pasted means, or what a name stands for. */
export interface Explanation extends Facts {
  /** False where all that is known is that it is not known. */
  readonly known: boolean;
  /** Whether to try again and why, in words; `''` where that is no question. */
  readonly tryAgain: string;
}

/** A person pastes a part of a log, not all of it. */
const LONGEST = 2 ** 20;

/**
 * Explains whatever somebody pasted: an error as it was printed or logged, replies, a dialogue, a part of a
 * log, a bounce; or what a name stands for: a code, a reason, a kind of error. It is what the command
 * `explain` prints, as data.
 *
 * The texts can be shown as they are, but not as HTML: each is one line, bounded, its control characters are
 * visible, and it has no passwords that look like one.
 *
 * @param text - What was pasted, at most 1 MiB of it; or the name.
 * @param context - What is known besides, `{ phase: 'auth' }`.
 * @returns One explanation for each thing that was found; none where the text is empty.
 * @throws TypeError for what is no text.
 * @example
 * explain('Error: Invalid login: 535 5.7.8 Error: authentication failed')[0]?.reason; // 'auth.invalid-credentials'
 * explain('auth.disabled')[0]?.steps;
 */
export function explain(text: string, context: DiagnoseContext = {}): readonly Explanation[] {
  if (typeof text !== 'string')
    throw new TypeError(`Expected a text to explain, and got ${text === null ? 'null' : typeof text}.`);
  const topic = topicOf(text);
  if (topic) return [explanationOf(topicFacts(topic), true)];
  return readItems(hidePasswords(text.slice(0, LONGEST)))
    .map((item) => explainItem(item, context))
    .map((explained) => explanationOf(toFacts(explained, context), explained.known));
}

/**
 * Writes an explanation out as the command `explain` prints it, in the manner of `formatError`.
 *
 * @param explanation - One of those that {@link explain} gave.
 * @param options - Colour and width.
 * @returns Lines joined by line feeds, without one at the end.
 * @example
 * console.log(explain('221').map((found) => formatExplanation(found)).join('\n\n'));
 */
export function formatExplanation(explanation: Explanation, options: FormatOptions = {}): string {
  return renderFacts(explanation, layoutFor(options));
}

function explanationOf(facts: Facts, known: boolean): Explanation {
  return {
    ...facts,
    known,
    tryAgain: facts.retry ? clean(retryInWords(facts.retry)) : '',
    kind: clean(facts.kind),
    reason: clean(facts.reason),
    place: clean(facts.place, 200),
    dialogue: facts.dialogue.map((line) => ({ ...line, text: clean(line.text) })),
    underlying: clean(facts.underlying),
    summary: clean(facts.summary),
    notes: facts.notes.map(({ label, text }) => ({ label, text: clean(text) })),
    steps: facts.steps.map((step) => clean(step)),
  };
}
