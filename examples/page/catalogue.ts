import { compare, explain, topics } from 'nodemailer-smtp-errors/diagnose';
import { addressOf } from './address.js';
import { element } from './element.js';

/** Every name with what it comes down to. */
export function catalogue(): readonly HTMLElement[] {
  const { codes, enhancedCodes, reasons, kinds } = topics();
  const inShort = (name: string) => compare(name, name).a.inShort;
  return [
    group('Reply codes', codes, inShort),
    group('Enhanced status codes', enhancedCodes, inShort),
    group('Reasons', reasons, inShort),
    group('Kinds of errors', kinds, (kind) => explain(kind)[0]?.summary ?? ''),
  ];
}

function group(title: string, names: readonly string[], inShort: (name: string) => string): HTMLElement {
  return element(
    'section',
    {},
    element('h3', {}, title),
    element(
      'ul',
      { class: 'names' },
      ...names.map((name) =>
        element('li', {}, element('a', { href: addressOf(name), class: 'name' }, name), ` ${inShort(name)}`),
      ),
    ),
  );
}
