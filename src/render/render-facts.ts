import { clean } from './clean.js';
import type { Facts, Note } from './facts.js';
import type { Layout } from './layout.js';
import { renderDialogue } from './render-dialogue.js';
import { deliveryInWords, retryInWords } from './words.js';
import { indented } from './wrap.js';

const LINK = /^https?:\/\/[\x21-\x7e]+$/;
const MOST_STEPS = 20;

/** A failure in the manner of a compiler's diagnostic. */
export function renderFacts(facts: Facts, layout: Layout): string {
  return [
    ...headline(facts, layout),
    ...evidence(facts, layout),
    ...reason(facts, layout),
    ...advice(facts, layout),
  ].join('\n');
}

function headline({ fine, kind, reason }: Facts, { width, paint }: Layout): readonly string[] {
  const [name = '', ...rest] = indented(`${clean(kind, 60)}: ${clean(reason, 60)}`, width, {
    first: '',
    rest: '  ',
  });
  return [name, ...rest].map((line) => paint(fine ? 'good' : 'bad', line));
}

function evidence({ place, dialogue, underlying }: Facts, layout: Layout): readonly string[] {
  const { width, paint } = layout;
  const gutter = paint('quiet', '    |');
  const where = indented(clean(place, 200), width, { first: ' --> ', rest: '     ' });
  const cause = indented(clean(underlying), width, { first: '    ! ', rest: '    … ' });
  const said = [
    ...renderDialogue(dialogue, layout),
    ...(underlying === '' ? [] : cause.map((line) => paint('bad', line))),
  ];
  return [
    ...(place === '' ? [] : where.map((line) => paint('quiet', line))),
    ...(said.length === 0 ? [] : [gutter, ...said, gutter]),
  ];
}

function reason(facts: Facts, { width, paint }: Layout): readonly string[] {
  const { summary, retry, delivery } = facts;
  const sentences: readonly Note[] = [
    { label: '', text: summary },
    ...(retry === undefined ? [] : [{ label: 'Try again? ', text: retryInWords(retry) }]),
    ...(delivery === '' ? [] : [{ label: 'Delivery: ', text: deliveryInWords(delivery) }]),
    ...facts.notes.map(({ label, text }) => ({
      label: label.endsWith('?') ? `${label} ` : `${label}: `,
      text,
    })),
  ];
  return sentences.flatMap(({ label, text }) =>
    indented(label + clean(text), width, { first: '    = ', rest: '      ' }).map((line, index) => {
      if (index > 0) return line;
      return (
        paint('quiet', '    = ') +
        paint('strong', line.slice(6, 6 + label.length)) +
        line.slice(6 + label.length)
      );
    }),
  );
}

function advice({ steps, url }: Facts, { width, paint }: Layout): readonly string[] {
  const numbered = steps
    .slice(0, MOST_STEPS)
    .flatMap((step, index) =>
      indented(clean(step), width, { first: `${index + 1}. `.padStart(6), rest: '      ' }),
    );
  return [
    ...(numbered.length === 0 ? [] : ['', paint('strong', 'What to do'), ...numbered]),
    // Never broken: a link has to stay one.
    ...(LINK.test(url) ? ['', `See ${paint('link', url.slice(0, 500))}`] : []),
  ];
}
