import type { Block } from '../docs/blocks.js';

/** The programs that a page has under a heading, each with the name that its first line gives it. */
export function programsUnder(blocks: readonly Block[], heading: string) {
  return blocks
    .filter(({ before }) => before.match(/^## .*$/gm)?.at(-1) === `## ${heading}`)
    .map(({ code }) => ({ code, name: /^\/\/ ([^\s:]+)/.exec(code)?.[1] ?? '' }));
}
