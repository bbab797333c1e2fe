import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository, with a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is loaded, and what declares it. */
interface Target {
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly version: string;
  readonly scripts: { readonly [name: string]: string };
  readonly peerDependencies: { readonly [name: string]: string };
  readonly main: string;
  readonly types: string;
  readonly typesVersions: { readonly '*': { readonly [entry: string]: readonly string[] } };
  readonly files: readonly string[];
  readonly engines: { readonly node: string };
  readonly publishConfig: object;
  readonly bin: { readonly [name: string]: string };
  readonly exports: {
    readonly [entry: string]: string | { readonly [condition: string]: Target };
  };
}

/** package.json. */
export const manifest: Manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** What can be imported, `nodemailer-smtp-errors/testing`, and the file of `src` that it is made of. */
export const entries: readonly { readonly name: string; readonly source: string }[] = Object.entries(
  manifest.exports,
).flatMap(([entry, target]) =>
  typeof target === 'string' || !target['default']
    ? []
    : [
        {
          name: entry.replace(/^\./, 'nodemailer-smtp-errors'),
          source: target['default'].types.replace(/^\.\/dist\/(.*)\.d\.ts$/, `${root}src/$1.ts`),
        },
      ],
);
