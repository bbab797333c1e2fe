import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages } from './docs/blocks.js';
import { manifest, root } from './helpers/entries.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';

const run = promisify(execFile);

/** A project with the package and what it needs at run time, outside of the repository. */
let project: string;
let files: readonly string[];
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'nodemailer-smtp-errors-'));
  // npm test has built it.
  const packed = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', project],
    { cwd: root },
  );
  const [{ filename, files: listed }] = JSON.parse(packed.stdout);
  files = listed.map(({ path }: { path: string }) => path);
  const installed = ['nodemailer', 'p-retry', 'is-network-error'];
  const dependencies = Object.fromEntries(
    installed.map((name) => [name, `file:${root}node_modules/${name}`]),
  );
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
  // Offline and without a cache: anything else that the package depended on would make this fail.
  const quietly = [
    '--offline',
    '--cache=.cache',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--install-links',
  ];
  await run('npm', ['install', ...quietly, `./${filename}`], { cwd: project });
}, 60_000);
afterAll(() => rm(project, { recursive: true, force: true }));

describe('what is published', () => {
  test('is the package as it is built, its documents, and the files that npm wants', () => {
    expect(files.filter((file) => !/^(?:dist|src)\//.test(file)).sort()).toEqual(
      [
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'SECURITY.md',
        'LICENSE',
        'README.md',
        'package.json',
        ...pages,
      ].sort(),
    );
  });

  test('is all that package.json names, all that this leads to, and nothing else', () => {
    const found = new Set<string>();
    const follow = (file: string) => {
      if (found.has(file)) return;
      found.add(file);
      if (existsSync(join(root, file))) for (const next of references(file)) follow(next);
    };
    const named = [manifest.main, manifest.types, manifest.bin, manifest.exports, manifest.typesVersions];
    for (const target of named.flatMap(leaves)) follow(normalize(target));
    // What tells Node the format of the files beside it, and whose code is among them.
    const aside = /^dist\/cjs\/(?:package\.json|LICENSE-.*)$/;
    const built = (file: string) => file.startsWith('dist/') && !aside.test(file);
    expect([...found].filter(built).sort()).toEqual(files.filter(built).sort());
  });

  test('has the source of every line: what a source map names is in it', () => {
    const named = files
      .filter((file) => file.endsWith('.map'))
      .flatMap((file) =>
        JSON.parse(readFileSync(join(root, file), 'utf8')).sources.map((source: string) =>
          normalize(join(dirname(file), source)),
        ),
      );
    expect(named).toContain('src/wrap-transport.ts');
    expect([...new Set(named)].filter((source) => !files.includes(source))).toEqual([]);
    expect(files.filter((file) => /^dist\/(?!cjs).*\.(?:js|d\.ts)$/.test(file))).toSatisfy((mapped) =>
      mapped.every((file: string) => files.includes(`${file}.map`)),
    );
  });

  test('resolves each entry for a TypeScript that knows no "exports", and one copy for every Node', () => {
    const { '.': _, './package.json': __, ...subpaths } = manifest.exports;
    for (const [entry, target] of Object.entries(subpaths)) {
      const conditions = typeof target === 'string' ? {} : target;
      expect(manifest.typesVersions['*'][entry.slice(2)]).toEqual([conditions['default']?.types]);
      expect(conditions['module-sync']).toEqual(conditions['default']);
      expect(Object.keys(conditions)).toEqual(['module-sync', 'require', 'default']);
    }
  });
});

/** The paths in a part of package.json. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** The files of the package that a file imports, or names as its source map. */
function references(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const patterns = file.endsWith('.d.ts')
    ? [/(?:from |import\()["'](\.[^"']*\.)js["']/g, /sourceMappingURL=(\S+)/g]
    : [/(?:from |import |import\(|require\()["'](\.[^"']*)["']/g, /sourceMappingURL=(\S+)/g];
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map(([, path = '']) => path))
    .map((path) => join(dirname(file), path.endsWith('.') ? `${path}d.ts` : path));
}

describe('in an empty project', () => {
  test('the package runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(hooks.filter((hook) => hook in manifest.scripts)).toEqual([]);
  });

  const program = `
    const refuse = async () => {
      const server = await startScriptedServer({ accounts: { alice: 'secret' } });
      const auth = { user: 'alice', pass: 'wrong' };
      const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, auth }));
      const error = await mailer.verify().catch((error) => error);
      await server.close();
      console.log(error instanceof AuthenticationFailedError, error.reason, diagnose('221 2.0.0 Bye').reason);
    };
    refuse();`;
  const printed = 'true auth.invalid-credentials server.closing\n';

  test('it works by import', async () => {
    await writeFile(
      join(project, 'imports.mjs'),
      `import nodemailer from 'nodemailer';
      import { AuthenticationFailedError, wrapTransport } from 'nodemailer-smtp-errors';
      import { diagnose } from 'nodemailer-smtp-errors/diagnose';
      import { startScriptedServer } from 'nodemailer-smtp-errors/testing';${program}`,
    );
    const { stdout, stderr } = await run(process.execPath, ['imports.mjs'], { cwd: project });
    expect({ stdout, stderr }).toEqual({ stdout: printed, stderr: '' });
  });

  test('it works by require()', async () => {
    await writeFile(
      join(project, 'requires.cjs'),
      `const nodemailer = require('nodemailer');
      const { AuthenticationFailedError, wrapTransport } = require('nodemailer-smtp-errors');
      const { diagnose } = require('nodemailer-smtp-errors/diagnose');
      const { startScriptedServer } = require('nodemailer-smtp-errors/testing');${program}`,
    );
    const { stdout } = await run(process.execPath, ['requires.cjs'], { cwd: project });
    expect(stdout).toBe(printed);
  });

  test.runIf(nodemailerHas('types of its own'))('its types are there, and narrow', async () => {
    await writeFile(
      join(project, 'typed.mts'),
      `import nodemailer from 'nodemailer';
      import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
      import { diagnose, type Kind } from 'nodemailer-smtp-errors/diagnose';
      import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
      export const kind: Kind = diagnose('535 5.7.8 No').kind;
      export async function send(): Promise<number> {
        const { url, messages } = await startScriptedServer();
        await wrapTransport(nodemailer.createTransport(url)).sendMail({ to: 'user@example.com' });
        return messages.length;
      }
      export function reasonOf(error: unknown): 'relay.denied' | undefined {
        // @ts-expect-error: there is no such option
        wrapTransport(nodemailer.createTransport(), { retires: 1 });
        return isSmtpError(error) && error.kind === 'RelayDenied' ? error.reason : undefined;
      }`,
    );
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      typeRoots: [`${root}node_modules/@types`],
      types: ['node'],
    };
    await writeFile(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['typed.mts'] }),
    );
    const { stdout } = await run(process.execPath, [`${root}node_modules/typescript/bin/tsc`], {
      cwd: project,
    }).catch((failed) => failed);
    expect(stdout).toBe('');
  });

  test('an uncaught error prints less than 3 kB, and where the message was sent', async () => {
    await writeFile(
      join(project, 'uncaught.mjs'),
      `import nodemailer from 'nodemailer';
      import { wrapTransport } from 'nodemailer-smtp-errors';
      const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: 1 }), { retry: false });
      async function sendLetter() {
        await mailer.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'Hello' });
      }
      await sendLetter();`,
    );
    const { stderr } = await run(process.execPath, ['uncaught.mjs'], { cwd: project }).catch(
      (failed) => failed,
    );
    expect(stderr).toMatch(/\nConnectionFailedError: .*\n {4}at async sendLetter \(.*uncaught\.mjs:5:/);
    expect(Buffer.byteLength(stderr)).toBeLessThan(3_000);
  });

  test('its program is on the path of npx', async () => {
    const program = join(project, 'node_modules/.bin/nodemailer-smtp-errors');
    const { stdout } = await run(program, ['explain', '535 5.7.8 No']);
    expect(stdout).toContain('auth.invalid-credentials');
  });
});
