import * as core from 'nodemailer-smtp-errors';
import { diagnose } from 'nodemailer-smtp-errors/diagnose';
import { expect, test } from 'vitest';
import { textOf } from './blocks.js';

const readme = textOf('README.md');

/** The cells of the rows of the first table under a heading. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = new RegExp(`\\n## ${heading}\\n([\\s\\S]*?)\\n## `).exec(readme) ?? [];
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '));
}

test('the README is read in two minutes, and no registry cuts it off', () => {
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(14_000);
});

test('what one catches has six rows, of classes that there are', () => {
  const rows = rowsUnder('What you catch');
  expect(rows).toHaveLength(6);
  const named = rows.flatMap(([classes = '']) =>
    [...classes.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in core))).toEqual([]);
});

const messages = rowsUnder('The message you came with').map(([message = '', reason = '']) => ({
  message: message.slice(1, message.lastIndexOf('`')),
  reason: /^\[(.*)\]\(docs\/reasons\.md#\1\)/.exec(reason)?.[1],
}));

test('ten messages that people come with are there', () => {
  expect(messages).toHaveLength(10);
});

test.each(messages)('$message is $reason', ({ message, reason }) => {
  expect(diagnose(message).reason).toBe(reason);
});

test('221 has four rows', () => {
  expect(rowsUnder('221')).toHaveLength(4);
});
