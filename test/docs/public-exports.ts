import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Something that can be imported, and how its source documents it. */
export interface PublicExport {
  readonly name: string;
  /** Whether it can be called; a class is not. */
  readonly callable: boolean;
  /** The doc comment just above it; `''` where there is none. */
  readonly comment: string;
  /** The names of its parameters, as far as they are plain names. */
  readonly parameters: readonly string[];
}

/** Every export of an entry, wherever it is declared. */
export function publicExports(file: string): readonly PublicExport[] {
  const text = readFileSync(file, 'utf8');
  if (/^export (?!(?:type )?[{*])/m.test(text)) throw new Error(`${file} is an entry: it only exports.`);
  return [...text.matchAll(/^export (?:type )?(\*|\{[^}]*\}) from '(.*)\.js';$/gm)].flatMap(
    ([, names = '', from = '']) => {
      const source = resolve(file, '..', `${from}.ts`);
      if (names === '*') return publicExports(source);
      return [...names.matchAll(/(?:type )?(\w+)/g)].map(([, name = '']) => declaration(source, name));
    },
  );
}

function declaration(file: string, name: string): PublicExport {
  const found = new RegExp(
    `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n)?^export (?:async )?(function|const|class|interface|type) ${name}\\b([\\s\\S]*)`,
    'm',
  ).exec(readFileSync(file, 'utf8'));
  if (!found) throw new Error(`${file} declares no ${name}.`);
  const [, comment = '', keyword = '', rest = ''] = found;
  const callable = ['function', 'const'].includes(keyword) ? CALLABLE.exec(rest) : null;
  const parameters = [...(callable?.[1] ?? '').matchAll(PARAMETER)].map(([, word = '']) => word);
  return { name, callable: callable !== null, comment, parameters };
}

/** What follows the name of a function, or of a constant that holds one: the list of parameters. */
const CALLABLE = /^(?:<[^(]*>)?(?: = (?:async )?)?\(([^)]*)\)/;

const PARAMETER = /(?:^|,)\s*(\w+)\??(?=:| =)/g;
