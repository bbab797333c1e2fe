import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';

/** @typedef {import('./versions.js').Version} Version */
/** @typedef {{ readonly name: string, readonly passed: boolean, readonly output: string }} Check */
/** @typedef {{ readonly root: string, readonly here: string, readonly copy: string }} Places */

const typings = ['nodemailer-10', 'types-nodemailer-6', 'types-nodemailer-7', 'types-nodemailer-8'];
const compilers = ['typescript-5', 'typescript-6', 'typescript-7'];
const resolutions = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

/**
 * What an application does with the package as it is published: compiles against it, and tests with
 * Jest and vitest on each Node.
 *
 * @param {Places} places The project, the folder of this file, and where to work.
 * @param {readonly Version[]} nodes
 * @returns {Generator<Check>}
 */
export function* checkConsumers(places, nodes) {
  for (const typing of typings) {
    for (const compiler of compilers) yield* checkTypes(places, typing, compiler);
  }
  for (const { version, folder } of nodes) {
    const node = `${places.here}${folder}/bin/node`;
    yield* checkRunners(places, version, node);
  }
}

/** @param {Places} places @param {string} typing @param {string} compiler @returns {Generator<Check>} */
function* checkTypes(places, typing, compiler) {
  const isTypesOnly = typing.startsWith('types-');
  const folder = install(places, {
    nodemailer: `${places.here}node_modules/${isTypesOnly ? 'nodemailer-9' : typing}`,
    ...(isTypesOnly ? { '@types/nodemailer': `${places.here}node_modules/${typing}` } : {}),
    '@types/node': `${places.here}node_modules/@types/node`,
  });
  cpSync(`${places.here}consumers/types.ts`, join(folder, 'types.ts'));
  for (const resolution of resolutions) {
    const compilerOptions = {
      ...resolution,
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable'],
      types: ['node'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }));
    const tsc = `${places.here}node_modules/${compiler}/bin/tsc`;
    yield check(`${compiler}, ${typing}, ${resolution.moduleResolution}`, folder, execPath, [
      tsc,
      '-p',
      folder,
    ]);
  }
}

/** @param {Places} places @param {string} version @param {string} node @returns {Generator<Check>} */
function* checkRunners(places, version, node) {
  const folder = install(places, { nodemailer: `${places.here}node_modules/nodemailer-10` });
  cpSync(`${places.here}consumers/consumer.test.mjs`, join(folder, 'consumer.test.mjs'));
  // Jest requires ES modules on Node 24 and later.
  if (Number.parseInt(version, 10) >= 24) {
    cpSync(`${places.here}consumers/commonjs.test.cjs`, join(folder, 'commonjs.test.cjs'));
  }
  const jest = `${places.here}node_modules/jest/bin/jest.js`;
  const config = JSON.stringify({ rootDir: folder, transform: {}, testMatch: ['**/*.test.*js'], haste: {} });
  yield check(`Jest on Node ${version}`, folder, node, [
    '--experimental-vm-modules',
    ...[jest, '--watchman=false', `--config=${config}`],
  ]);
  rmSync(join(folder, 'commonjs.test.cjs'), { force: true });
  const vitest = join(places.root, 'node_modules', 'vitest', 'vitest.mjs');
  yield check(`vitest on Node ${version}`, folder, node, [vitest, 'run', '--globals', '--root', folder]);
}

/**
 * Makes an application that has the package as npm would install it.
 *
 * @param {Places} places @param {Readonly<Record<string, string>>} others Its other packages.
 */
function install({ root, copy }, others) {
  rmSync(copy, { recursive: true, force: true });
  const modules = join(copy, 'node_modules');
  const own = join(modules, 'nodemailer-smtp-errors');
  mkdirSync(own, { recursive: true });
  mkdirSync(join(modules, '@types'));
  for (const part of ['package.json', 'dist']) cpSync(join(root, part), join(own, part), { recursive: true });
  const needed = ['p-retry', 'is-network-error', '@opentelemetry'].map((name) => [
    name,
    join(root, 'node_modules', name),
  ]);
  for (const [name = '', folder = ''] of [...needed, ...Object.entries(others)]) {
    symlinkSync(folder, join(modules, name), 'junction');
  }
  writeFileSync(join(copy, 'package.json'), '{ "private": true, "type": "module" }');
  return copy;
}

/** @param {string} name @param {string} cwd @param {string} program @param {readonly string[]} args @returns {Check} */
function check(name, cwd, program, args) {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  return { name, passed: status === 0, output: `${stdout}${stderr}` };
}
