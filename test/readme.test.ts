import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksFor } from './docs/blocks.js';
import { makeFolder, type Printed, promisedLines, runEach } from './helpers/program.js';

const folder = makeFolder('readme');
const blocks = blocksFor('test/readme.test.ts');
const documents = [...new Set(blocks.map(({ document }) => document))];

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer({
    accounts: { alice: 'secret', 'app@example.com': 'fresh-token' },
    script: {
      rcpt: ({ recipient }) => (recipient === 'nobody@example.com' ? '550 5.1.1 No such user' : undefined),
    },
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

describe.each(documents)('every program in %s runs as it stands', (document) => {
  const programs = blocks
    .filter((block) => block.document === document)
    .map(({ code, before }, index) => ({
      name: before.match(/^#+ .*$/gm)?.at(-1),
      index,
      code,
      file: folder.write(`${document.replaceAll('/', '-')}-${index}.mjs`, code),
    }));

  let printed: readonly Printed[];
  beforeAll(async () => {
    const files = programs.map(({ file }) => file);
    printed = await runEach(files, { SMTP_URL: `smtp://alice:secret@${server.host}:${server.port}` });
    // A page has up to seven.
  }, 60_000);

  test.each(programs)('$index $name', ({ index, code }) => {
    expect(printed[index]?.stderr).toBe('');
    // The comments say what is printed.
    for (const line of promisedLines(code)) expect(printed[index]?.stdout).toMatch(line);
  });
});

test('there are programs to run', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(30);
});
