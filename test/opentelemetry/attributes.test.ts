import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventNames, nothingShown, readerOf } from '../../src/log/fields.js';
import { spanAttributes } from '../../src/opentelemetry/attributes.js';
import { spanNames } from '../../src/opentelemetry/spans.js';
import { namesIn } from '../helpers/fields.js';

describe('the attributes', () => {
  test('have the names that log records have for the same things', () => {
    const logged = namesIn('send', 'attempt', 'session', 'login', 'pace', 'reply');
    const others = namesIn('span', 'metric').filter((name) => !logged.includes(name));
    // What a log record has no use for.
    expect(others).toEqual(['network.protocol.name', 'network.transport']);
    expect(spanNames).toEqual({ send: eventNames.send, attempt: eventNames.attempt });
  });

  test('are those that people have built on', () => {
    expect(namesIn('metric')).toEqual(['event.outcome', 'server.address', 'server.port', 'error.type']);
    expect(namesIn('span').join(' ')).toMatchInlineSnapshot(
      `"event.outcome server.address server.port network.protocol.name network.transport email.message_id smtp.server.message_id smtp.recipients.count smtp.attempt error.type smtp.error.kind smtp.response.status_code smtp.response.enhanced_code smtp.provider smtp.command smtp.phase smtp.delivery smtp.disposition smtp.rule smtp.recipients.accepted smtp.recipients.rejected smtp.retry.safe"`,
    );
  });

  test('are left out where there is nothing to say', () => {
    expect(spanAttributes({})).toEqual({});
    expect(readerOf('send')({ from: 'a@example.com', to: ['b@example.com'] }, nothingShown)).toEqual({
      'smtp.recipients.count': 1,
    });
  });
});

test('every span and every metric is in the documents', () => {
  const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const sources = ['spans', 'metrics', 'open-sessions', 'suspended-logins'];
  const code = sources.map((name) => read(`src/opentelemetry/${name}.ts`)).join('\n');
  const made = [...code.matchAll(/'(smtp\.client\.[\w.]+)'/g)].flatMap(([, name]) => name ?? []);
  expect(made).toHaveLength(7);
  for (const name of made) expect(read('docs/opentelemetry.md')).toContain(`\`${name}\``);
});
