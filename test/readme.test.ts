import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksFor } from './docs/blocks.js';
import { makeFolder, promisedLines, run } from './helpers/program.js';

const folder = makeFolder('readme');
const programs = blocksFor('test/readme.test.ts').map(({ code, before, document }, index) => ({
  name: `${index}, ${document}: ${before.match(/^#+ .*$/gm)?.at(-1)}`,
  file: folder.write(`block-${index}.mjs`, code),
  code,
}));

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

describe('every program in the documents runs as it stands', () => {
  test.concurrent.each(programs)('$name', async ({ code, file }) => {
    const ran = await run(file, { SMTP_URL: `smtp://alice:secret@${server.host}:${server.port}` });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    // The comments say what is printed.
    for (const line of promisedLines(code)) expect(ran.stdout).toMatch(line);
  });

  test('there are programs to run', () => {
    expect(programs.length).toBeGreaterThanOrEqual(30);
  });
});
