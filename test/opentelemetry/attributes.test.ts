import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventNames, fields } from '../../src/log/fields.js';
import {
  attemptTable,
  attributesOf,
  endTable,
  failureTable,
  outcomeTable,
  sendTable,
} from '../../src/opentelemetry/attributes.js';
import { spanNames } from '../../src/opentelemetry/spans.js';

const tables = [sendTable, endTable, attemptTable, failureTable, outcomeTable];
const names = new Set(tables.flatMap((table) => Object.keys(table)));

describe('the attributes', () => {
  test('have the names that log records have for the same things', () => {
    const logged: readonly string[] = Object.values(fields);
    const others = [...names].filter((name) => !logged.includes(name));
    // What a log record has no use for.
    expect(others).toEqual(['network.protocol.name', 'network.transport']);
    expect(spanNames).toEqual({ send: eventNames.send, attempt: eventNames.attempt });
  });

  test('are left out where there is nothing to say', () => {
    expect(attributesOf(sendTable, { transport: 'JSON', to: [] })).toEqual({});
    expect(attributesOf(outcomeTable, {})).toEqual({ 'event.outcome': 'success' });
  });
});

test('every span and every metric is in the README', () => {
  const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const sources = ['spans', 'metrics', 'open-sessions', 'suspended-logins'];
  const code = sources.map((name) => read(`src/opentelemetry/${name}.ts`)).join('\n');
  const made = [...code.matchAll(/'(smtp\.client\.[\w.]+)'/g)].flatMap(([, name]) => name ?? []);
  expect(made).toHaveLength(7);
  for (const name of made) expect(read('README.md')).toContain(`\`${name}\``);
});
