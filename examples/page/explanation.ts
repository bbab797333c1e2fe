import {
  describeReply,
  type Explanation,
  formatExplanation,
  oftenComparedWith,
} from 'nodemailer-smtp-errors/diagnose';
import { addressOf, nameIn } from './address.js';
import { element } from './element.js';

const MOST_OTHERS = 6;

/** An explanation as a part of the page: what `formatExplanation` writes, in the same order. */
export function explanationArticle(found: Explanation): HTMLElement {
  const { place, summary, tryAgain, notes } = found;
  return element(
    'article',
    { class: `finding ${toneOf(found)}` },
    element(
      'header',
      {},
      element('p', { class: 'kind' }, named(found.kind), ': ', named(found.reason)),
      element('h2', { tabindex: '-1' }, summary),
      place === '' ? undefined : element('p', { class: 'place' }, place),
    ),
    said(found),
    tryAgain === '' ? undefined : element('p', {}, element('strong', {}, 'Try again? '), tryAgain),
    advice(found),
    notes.length === 0 ? undefined : element('dl', {}, ...notes.flatMap(noteRows)),
    further(found),
  );
}

function toneOf({ fine, retry, known }: Explanation): string {
  if (fine) return 'good';
  return retry?.safe || !known ? 'passing' : 'bad';
}

/** A name that can be looked up leads there. */
function named(text: string): Node | string {
  const name = nameIn(text);
  return name === undefined ? text : element('a', { href: addressOf(name) }, text);
}

function said({ dialogue, underlying, fine }: Explanation): HTMLElement | undefined {
  if (dialogue.length === 0) {
    return underlying === '' ? undefined : element('pre', {}, element('mark', {}, underlying));
  }
  const lines = dialogue.map(({ from, text, decided }) => {
    const line = `${from === 'client' ? 'C' : 'S'}: ${text}\n`;
    return decided || fine ? element('mark', {}, line) : line;
  });
  const code = dialogue.findLast(({ decided }) => decided)?.text.slice(0, 3) ?? '';
  const pointer = /^[2-5]\d\d$/.test(code)
    ? element('span', { class: 'pointer' }, `This decided: ${describeReply(code).class}`)
    : undefined;
  return element('pre', {}, ...lines, pointer);
}

function advice({ steps, url }: Explanation): HTMLElement | undefined {
  if (steps.length === 0) return undefined;
  const link = { href: url, target: '_blank', rel: 'noopener noreferrer' };
  return element(
    'section',
    {},
    element('h3', {}, 'What to do'),
    element('ol', {}, ...steps.map((step) => element('li', {}, step))),
    url.startsWith('https://')
      ? element('p', {}, 'More on the page ', element('a', link, url), ', which opens in a new tab.')
      : undefined,
  );
}

function noteRows({ label, text }: Explanation['notes'][number]): readonly Node[] {
  return [element('dt', {}, named(label)), element('dd', {}, text)];
}

function further(found: Explanation): HTMLElement {
  const name = found.fine ? found.kind : (/\d{3}/.exec(found.dialogue[0]?.text ?? '')?.[0] ?? found.reason);
  const others = oftenComparedWith(name)
    .slice(0, MOST_OTHERS)
    .map((other) => element('a', { href: addressOf(name, other) }, `${name} and ${other}`));
  const copy = element('button', { type: 'button' }, 'Copy as text');
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(formatExplanation(found));
    copy.textContent = 'Copied';
  });
  return element(
    'footer',
    {},
    // Browsers give the clipboard to pages from https and localhost only.
    'clipboard' in navigator ? copy : undefined,
    others.length === 0
      ? undefined
      : element('p', { class: 'samples' }, element('span', {}, 'Compare'), ...others),
  );
}
