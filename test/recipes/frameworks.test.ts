import { build, transform } from 'esbuild';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { blocksFor } from '../docs/blocks.js';
import { listen, load, makeFolder } from '../helpers/program.js';
import { answers, expectAnswers, startRefusingServer } from './invitations.js';
import { startNext } from './next.js';
import { programsUnder } from './programs-under.js';
import { isReal, provide } from './somebody-elses.js';

const folder = makeFolder('recipes-frameworks');
const blocks = blocksFor('test/recipes/frameworks.test.ts');
const under = (heading: string) => programsUnder(blocks, heading);

let server: ScriptedServer;
beforeAll(async () => {
  server = await startRefusingServer();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const url = () => `smtp://alice:secret@${server.host}:${server.port}`;

describe.each(['Express', 'Fastify', 'NestJS'])('%s', (framework) => {
  test('answers as the table says, without a word of the server, and ends at SIGTERM', async () => {
    const [{ code } = { code: '' }] = under(framework);
    await using app = await listen(folder.write(`${framework}.mjs`, await asJavaScript(code)), {
      SMTP_URL: url(),
    });
    await expectAnswers(app.url, { retryAfter: '300' });
    expect(app.lines.join('\n')).toContain('The server refuses mail');
    await app.stop();
    // A whole framework has to start.
  }, 60_000);
});

/** Decorators and types are taken out, as a build does. */
async function asJavaScript(code: string): Promise<string> {
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
  return (await transform(code, { loader: 'ts', tsconfigRaw })).code;
}

describe('Next.js', () => {
  test('the server action and the route handler tell the outcome, without a word of the server', async () => {
    vi.stubEnv('SMTP_URL', url());
    const failures = vi.spyOn(console, 'warn').mockReturnValue();
    vi.spyOn(console, 'debug').mockReturnValue();
    onTestFinished(() => void vi.unstubAllEnvs().restoreAllMocks());
    const { inviteAction, POST } = load(await asOneFile(['app/actions.ts', 'app/invitations/route.ts']));

    for (const { email, status } of answers) {
      const form = new FormData();
      form.set('email', email);
      const outcome = await inviteAction(undefined, form);
      expect(outcome).toEqual({ status, text: expect.not.stringContaining('mx7') });

      const body = JSON.stringify({ email });
      const response = await POST(new Request('http://localhost/invitations', { method: 'POST', body }));
      expect([response.status, await response.json()]).toEqual([status, { text: outcome.text }]);
    }
    expect(failures).toHaveBeenCalledTimes(8);
  });

  test.runIf(isReal)(
    'the real one builds it, and answers as the table says',
    async () => {
      for (const framework of ['next', 'react', 'react-dom']) provide(folder, framework);
      for (const { name, code } of under('Next.js')) {
        folder.write(name.replace('.ts', '.js'), await asJavaScript(code));
      }
      await using app = await startNext(folder, { SMTP_URL: url() });
      await expectAnswers(app.url);
      await app.stop();
      // A production build takes its time.
    },
    120_000,
  );
});

/** Files of the recipe, and what they import of each other. */
async function asOneFile(files: readonly string[]): Promise<string> {
  for (const { name, code } of under('Next.js')) folder.write(`next/${name}`, code);
  const stdin = {
    contents: files.map((file) => `export * from './${file}';`).join('\n'),
    resolveDir: `${folder.path}/next`,
  };
  const outfile = `${folder.path}/next.mjs`;
  await build({ stdin, outfile, bundle: true, packages: 'external', format: 'esm', logLevel: 'error' });
  return outfile;
}
