import { readdirSync, readFileSync } from 'node:fs';
import { root } from '../helpers/entries.js';

/** The pages, by topic. */
export const pages: readonly string[] = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name.replaceAll('\\', '/')}`)
  .sort();

/** What people read before they read code. */
export const documents: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...pages,
];

/** The text of a document. */
export const textOf = (document: string): string => readFileSync(`${root}${document}`, 'utf8');

/** A code block, and the text around it. */
export interface Block {
  readonly document: string;
  readonly language: string;
  readonly code: string;
  readonly before: string;
  readonly after: string;
}

const all: readonly Block[] = documents.flatMap((document) => {
  const text = textOf(document);
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 0: { length }, 1: language = '', 2: code = '' }) => ({
      document,
      language,
      code,
      before: text.slice(0, index),
      after: text.slice(index + length),
    }),
  );
});

const between = (marker: string, { before, after }: Block): boolean =>
  before.endsWith(`<!-- ${marker} -->\n\n`) && after.startsWith(`\n\n<!-- /${marker} -->`);

type Test = (block: Block) => boolean;

const program =
  (isIts: Test): Test =>
  (block) =>
    /^[jt]s$/.test(block.language) && isIts(block);

const onPage = (document: string): Test => program((block) => block.document === document);

const importing = (name: string): Test => program(({ code }) => code.includes(`from '${name}'`));

/** Programs that need more than an SMTP server: a Redis, a framework, somebody who calls them. */
const special = {
  'test/bullmq/examples.test.ts': importing('bullmq'),
  'test/recipes/frameworks.test.ts': onPage('docs/recipes/frameworks.md'),
  'test/recipes/serverless.test.ts': onPage('docs/recipes/serverless.md'),
  'test/recipes/auth-and-cms.test.ts': onPage('docs/recipes/auth-and-cms.md'),
  'test/recipes/sentry.test.ts': importing('@sentry/node'),
} satisfies { readonly [test: string]: Test };

/** The tests that check code blocks, and how each knows its own. */
const checks = {
  ...special,
  'test/readme.test.ts': program((block) => !Object.values(special).some((isIts) => isIts(block))),
  'test/docs/commands.test.ts': ({ language }) => language === 'sh',
  'test/docs/log-records.test.ts': (block) => block.language === 'json' && between('log-records', block),
  'test/docs/before-and-after.test.ts': ({ document, language, before }) =>
    document === 'README.md' && language === 'text' && !before.includes('\n## '),
  'test/cli/readme.test.ts': ({ language, before }) =>
    language === 'text' && /^```sh\nnpx nodemailer-smtp-errors [^\n]*\n```\n\n$/m.test(before.slice(-200)),
  'test/docs/house.test.ts': (block) => block.language === 'text' && between('map', block),
} satisfies { readonly [test: string]: Test };

/** The blocks that a test has to check. */
export function blocksFor(test: keyof typeof checks): readonly Block[] {
  return all.filter(checks[test]);
}

/** A picture says what the text around it says; there is nothing in it to run. */
const isPicture = (block: Block): boolean => block.language === 'text' && between('picture', block);

/** The blocks that no test checks, or more than one does. */
export function blocksOfNobody(): readonly Block[] {
  return all.filter(
    (block) => !isPicture(block) && Object.values(checks).filter((isIts) => isIts(block)).length !== 1,
  );
}

/** The tests that {@link blocksFor} knows. */
export const checkingTests = Object.keys(checks);
