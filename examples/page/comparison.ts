import type { Comparison, Subject } from 'nodemailer-smtp-errors/diagnose';
import { addressOf } from './address.js';
import { element } from './element.js';

const rows: readonly (readonly [title: string, field: Exclude<keyof Subject, 'known'>])[] = [
  ['Class', 'class'],
  ['Meaning', 'meaning'],
  ['When you see it', 'whenYouSeeIt'],
  ['How to fix it', 'howToFix'],
  ['Try again?', 'tryAgain'],
  ['When to use which', 'whenToUse'],
  ['Source', 'source'],
];

/** A comparison as a part of the page. */
export function comparisonArticle({ a, b, keyDifferences }: Comparison): HTMLElement {
  const [inShort = 'They are one and the same.', ...differences] = keyDifferences;
  return element(
    'article',
    { class: 'comparison' },
    element('h2', { tabindex: '-1' }, inShort),
    ...(differences.length === 0
      ? []
      : [
          element('h3', {}, 'Key differences'),
          element('ul', {}, ...differences.map((sentence) => element('li', {}, sentence))),
        ]),
    element('h3', {}, 'Side by side'),
    table(a, b),
  );
}

/** Roles are said out loud: the style sheet lays rows out anew, and not every browser keeps them then. */
function table(a: Subject, b: Subject): HTMLElement {
  const head = [a, b].map(({ name }) =>
    element('th', { scope: 'col', role: 'columnheader' }, element('a', { href: addressOf(name) }, name)),
  );
  return element(
    'table',
    { role: 'table', 'aria-label': `${a.name} and ${b.name} side by side` },
    element(
      'thead',
      { role: 'rowgroup' },
      element('tr', { role: 'row' }, element('td', { role: 'cell' }), ...head),
    ),
    element(
      'tbody',
      { role: 'rowgroup' },
      ...rows.map(([title, field]) =>
        element(
          'tr',
          { role: 'row' },
          element('th', { scope: 'row', role: 'rowheader' }, title),
          element('td', { role: 'cell' }, a[field]),
          element('td', { role: 'cell' }, b[field]),
        ),
      ),
    ),
  );
}
