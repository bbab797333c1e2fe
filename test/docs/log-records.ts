import { eventNames } from '../../src/log/fields.js';
import { everyEvent } from '../helpers/every-event.js';
import { withGenerated } from './generated.js';

const WIDTH = 110;

/** What differs from one run to the next, as an example shows it. */
const typical: Readonly<Record<string, unknown>> = {
  'event.duration': 93_184_021,
  'server.address': 'smtp.example.com',
  'server.port': 587,
  'email.message_id': '<c0f2a4e1-5b7d-4a90@example.com>',
  'smtp.session.id': 'qaKu4uDWXwA',
  'smtp.login.id': 'loUzBaEdKOVbHTycKkmS+H+7pltfVQGaLbvQybq2MYU=',
  'smtp.login.suspended_until': '2026-03-01T09:15:27.341Z',
  'smtp.failover.left_alone_until': '2026-03-01T09:15:27.341Z',
  'smtp.retry.wait_ms': 412,
  'smtp.pace.per_second': 27,
  'smtp.pace.held_until': '2026-03-01T09:14:27.591Z',
  'smtp.pace.waiting': 263,
};

/** A page with one record of each event put between its markers, and nothing else changed. */
export async function withLogRecords(text: string): Promise<string> {
  return withGenerated(text, 'log-records', await examples());
}

async function examples(): Promise<string> {
  const { records } = await everyEvent();
  const shown = Object.values(eventNames).map((name) => {
    // A refusal tells more than a greeting.
    const [record] = records(name).toSorted((a, b) => Object.keys(b).length - Object.keys(a).length);
    return filled({ ...record, level: undefined });
  });
  return `\`\`\`json\n${shown.join('\n')}\n\`\`\``;
}

/** As JSON, with as many fields to a line as there is room for. */
function filled(record: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(typical[name] ?? value)}`);
  const lines: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const text = index < entries.length - 1 ? `${entry},` : `${entry} }`;
    const last = lines.at(-1);
    if (last === undefined) lines.push(`{ ${text}`);
    else if (last.length + text.length + 1 > WIDTH) lines.push(`  ${text}`);
    else lines[lines.length - 1] = `${last} ${text}`;
  }
  return lines.join('\n');
}
