import { compare, explain } from 'nodemailer-smtp-errors/diagnose';
import { addressOf, comparable, comparedNameIn, nameIn, type View, viewOf } from './address.js';
import { catalogue } from './catalogue.js';
import { comparisonArticle } from './comparison.js';
import { byId, element } from './element.js';
import { explanationArticle } from './explanation.js';
import { names, pairs, texts } from './samples.js';

const pasted = byId('pasted', HTMLTextAreaElement);
const inputs = [byId('one', HTMLInputElement), byId('other', HTMLInputElement)];
const wrong = byId('wrong', HTMLElement);
const [explanations, comparison] = [byId('explanations', HTMLElement), byId('comparison', HTMLElement)];

/** Shows what the address asks for. */
function show(view: View): void {
  const compares = view.shows === 'comparison';
  byId('explaining', HTMLElement).hidden = compares;
  byId('comparing', HTMLElement).hidden = !compares;
  byId('to-explain', HTMLElement).setAttribute('aria-current', compares ? 'false' : 'page');
  byId('to-compare', HTMLElement).setAttribute('aria-current', compares ? 'page' : 'false');
  if (view.shows === 'comparison') showComparison(view.names);
  else {
    pasted.value = view.shows === 'topic' ? view.name : '';
    showExplanations(pasted.value);
  }
}

function showExplanations(text: string): void {
  const found = explain(text);
  explanations.replaceChildren(...found.map(explanationArticle));
  const [first] = found;
  const count = found.length === 1 ? 'One finding' : `${found.length} findings`;
  byId('found', HTMLElement).textContent = first ? `${count}. ${first.kind}: ${first.summary}` : '';
  const name = nameIn(text) ?? first?.kind;
  document.title = `${name === undefined ? '' : `${name} · `}What did the mail server say?`;
}

function showComparison(asked: readonly string[]): void {
  const [a = '', b = ''] = asked;
  inputs.forEach((input, index) => {
    input.value = asked[index] ?? '';
    input.removeAttribute('aria-invalid');
  });
  wrong.textContent = '';
  const complete = asked.length === 2;
  comparison.replaceChildren(...(complete ? [comparisonArticle(compare(a, b))] : []));
  document.title = `${complete ? `${a} and ${b} · ` : ''}What is the difference?`;
}

/** To what was found, past what it was asked with. */
function goToAnswer(): void {
  document.querySelector<HTMLElement>('section:not([hidden]) h2')?.focus();
}

/** A name goes into the address, so that it can be sent to somebody; a text does not. */
function explainPasted(): void {
  const name = nameIn(pasted.value);
  if (name === undefined) {
    history.pushState(null, '', location.pathname + location.search);
    showExplanations(pasted.value);
  } else if (addressOf(name) === location.hash) show(viewOf(location.hash));
  else location.hash = addressOf(name);
}

function compareGiven(): void {
  const [a, b] = inputs.map((input) => {
    const name = comparedNameIn(input.value);
    input.setAttribute('aria-invalid', String(name === undefined));
    return name;
  });
  if (a === undefined || b === undefined) {
    wrong.textContent = 'Two are needed: a code such as 535 or 5.7.8, or a reason such as auth.disabled.';
  } else location.hash = addressOf(a, b);
}

byId('explain-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  explainPasted();
  goToAnswer();
});
byId('compare-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  compareGiven();
});
pasted.addEventListener('paste', () => setTimeout(explainPasted));
pasted.addEventListener('keydown', (event) => {
  const sends = event.ctrlKey || event.metaKey || !(event.shiftKey || pasted.value.includes('\n'));
  if (event.key !== 'Enter' || !sends || event.isComposing) return;
  event.preventDefault();
  pasted.form?.requestSubmit();
});
addEventListener('popstate', () => {
  show(viewOf(location.hash));
  goToAnswer();
});
byId('all', HTMLDetailsElement).addEventListener(
  'toggle',
  ({ currentTarget }) => currentTarget instanceof HTMLElement && currentTarget.append(...catalogue()),
  { once: true },
);

byId('samples', HTMLElement).append(
  ...names.map((name) => element('a', { href: addressOf(name) }, name)),
  ...Object.entries(texts).map(([title, text]) => {
    const button = element('button', { type: 'button' }, title);
    button.addEventListener('click', () => {
      pasted.value = text;
      explainPasted();
      goToAnswer();
    });
    return button;
  }),
);
byId('pairs', HTMLElement).append(
  ...pairs.map(([a, b]) => element('a', { href: addressOf(a, b) }, `${a} and ${b}`)),
);
byId('names', HTMLElement).append(...comparable.map((value) => element('option', { value })));
show(viewOf(location.hash));
