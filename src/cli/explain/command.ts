import type { DiagnoseContext } from '../../diagnosis/diagnosis.js';
import { type Phase, phases } from '../../diagnosis/phase.js';
import { explainItem, toFacts, toJson } from '../../explain/explain-item.js';
import { readItems } from '../../explain/read-items.js';
import { type Topic, topicFacts, topicJson, topicOf } from '../../explain/topic.js';
import { hidePasswords } from '../../render/hide-passwords.js';
import { renderFacts } from '../../render/render-facts.js';
import { createScrub } from '../../session/scrub.js';
import { commonOptions, parseArguments } from '../arguments.js';
import { type OutputSwitches, print, printJson, stdoutLayout } from '../output.js';
import { didYouMean } from '../suggest.js';
import { UsageError } from '../usage-error.js';
import { readStdin } from './read-stdin.js';
import { sourceOf } from './source-of.js';

const options = { ...commonOptions, phase: { type: 'string' }, host: { type: 'string' } } as const;

/** `explain`: 0 if all of it could be explained, 1 if some of it is nothing that we know. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const context: DiagnoseContext = {
    ...(values.phase === undefined ? {} : { phase: toPhase(values.phase) }),
    ...(values.host === undefined ? {} : { host: values.host }),
  };
  const topics = topicsIn(positionals);
  if (topics) return explainTopics(topics, values);
  const items = readItems(hidePasswords(await readText(positionals)));
  if (items.length === 0) throw new UsageError('There is nothing to explain: the text is empty.');
  const explanations = items.map((item) => explainItem(item, context));
  if (values.json) {
    printJson(
      'explain',
      { results: explanations.map((explanation) => toJson(explanation, sourceOf)) },
      createScrub(() => []),
    );
  } else {
    const layout = stdoutLayout(values);
    print(
      explanations
        .map((explanation) => renderFacts(toFacts(explanation, context, sourceOf), layout))
        .join('\n\n\n'),
    );
  }
  return explanations.every(({ known }) => known) ? 0 : 1;
}

type Named = readonly (readonly [word: string, topic: Topic])[];

/** The topics, where every word names one. */
function topicsIn(words: readonly string[]): Named | undefined {
  const topics = words.map((word) => [word, topicOf(word)] as const);
  const named = topics.flatMap(([word, topic]) => (topic ? [[word, topic] as const] : []));
  return named.length === words.length && named.length > 0 ? named : undefined;
}

function explainTopics(topics: Named, switches: OutputSwitches): number {
  if (switches.json) {
    printJson('explain', { results: topics.map(([word, topic]) => topicJson(word, topic)) });
  } else {
    const layout = stdoutLayout(switches);
    print(topics.map(([, topic]) => renderFacts(topicFacts(topic), layout)).join('\n\n\n'));
  }
  return 0;
}

async function readText(positionals: readonly string[]): Promise<string> {
  const [first] = positionals;
  if (first === undefined && process.stdin.isTTY) {
    throw new UsageError(
      "What is to be explained? Give a reply in quotes ('535 5.7.8 …'), or pipe an error in.",
    );
  }
  if (first === undefined || (first === '-' && positionals.length === 1)) return readStdin();
  // A reply that was not quoted is one reply; several that were are several.
  const severalReplies = positionals.every((text) => /^\s*[2-5]\d\d(?:[ -]|$)/.test(text));
  return positionals.join(severalReplies ? '\n' : ' ');
}

function toPhase(text: string): Phase {
  const known = phases.find((phase) => phase === text.toLowerCase());
  if (known !== undefined) return known;
  throw new UsageError(
    `There is no phase ${JSON.stringify(text)}.${didYouMean(text, phases)} Phases are ${phases.join(', ')}.`,
  );
}
