import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';

/** @typedef {import('./versions.js').Version} Version */
/** @typedef {{ readonly name: string, readonly passed: boolean, readonly output: string }} Check */
/** @typedef {{ readonly root: string, readonly here: string, readonly copy: string }} Places */

/**
 * An application: what its JavaScript is, its packages besides ours, its files, and what is run in it.
 *
 * @typedef {object} Consumer
 * @property {string} name
 * @property {'module' | 'commonjs'} type
 * @property {Readonly<Record<string, string>>} packages Their folders by their names.
 * @property {readonly string[]} files Of those in `consumers/`.
 * @property {object} [tsconfig]
 * @property {readonly string[]} command
 */

const typings = ['nodemailer-10', 'types-nodemailer-6', 'types-nodemailer-7', 'types-nodemailer-8'];
const compilers = ['typescript-5', 'typescript-6', 'typescript-7'];
/**
 * How applications are compiled; NestJS 10 begins with the last one.
 *
 * @type {readonly (Readonly<Record<string, unknown>> & { name: string, type: 'module' | 'commonjs' })[]}
 */
const settings = [
  { name: 'node16', type: 'module', module: 'node16', moduleResolution: 'node16' },
  { name: 'nodenext', type: 'module', module: 'nodenext', moduleResolution: 'nodenext' },
  { name: 'bundler', type: 'module', module: 'esnext', moduleResolution: 'bundler' },
  {
    name: 'node16, CommonJS, ES2020',
    type: 'commonjs',
    ...{ module: 'node16', moduleResolution: 'node16', target: 'es2020', lib: undefined },
  },
  {
    name: 'node10, CommonJS, ES2021',
    type: 'commonjs',
    ...{ module: 'commonjs', moduleResolution: 'node10', target: 'es2021', lib: undefined },
    ...{ esModuleInterop: true, exactOptionalPropertyTypes: false },
  },
];

/** How Jest compiles TypeScript to CommonJS. @param {string} here @returns {Record<string, unknown>} */
const transformers = (here) => ({
  'ts-jest': [
    `${here}node_modules/ts-jest`,
    {
      compiler: `${here}node_modules/typescript-5`,
      tsconfig: { target: 'es2021', module: 'commonjs', moduleResolution: 'node10', ...compatible },
    },
  ],
  '@swc/jest': [
    `${here}node_modules/@swc/jest`,
    { jsc: { target: 'es2021', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
  'babel-jest': [
    `${here}node_modules/babel-jest`,
    {
      presets: [
        [`${here}node_modules/@babel/preset-env`, { targets: { node: '20' } }],
        `${here}node_modules/@babel/preset-typescript`,
      ],
    },
  ],
});
const compatible = { esModuleInterop: true, isolatedModules: true };

/**
 * What applications do with the package as it is published: compile against it, test with Jest and vitest on
 * each Node, run on Bun and Deno.
 *
 * @param {Places} places The project, the folder of this file, and where to work.
 * @param {readonly Version[]} nodes
 * @param {readonly string[]} filters Which ones, by parts of their names; none for all.
 * @returns {Generator<Check>}
 */
export function* checkConsumers(places, nodes, filters) {
  const all = [
    ...typings.flatMap((typing) => compilers.flatMap((compiler) => compiled(places, typing, compiler))),
    ...nodes.flatMap((node) => tested(places, node)),
    ...onOthers(places),
  ];
  for (const consumer of all) {
    if (filters.length > 0 && !filters.some((part) => consumer.name.includes(part))) continue;
    layOut(places, consumer);
    const [program = '', ...args] = consumer.command;
    const env = { ...process.env, NO_COLOR: '1' };
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: places.copy, env, encoding: 'utf8' });
    yield { name: consumer.name, passed: status === 0, output: `${stdout}${stderr}` };
  }
}

/** @param {Places} places @param {string} typing @param {string} compiler @returns {readonly Consumer[]} */
function compiled({ here, copy }, typing, compiler) {
  const modules = `${here}node_modules`;
  const isTypesOnly = typing.startsWith('types-');
  return settings.flatMap(({ name, type, ...setting }) => {
    // TypeScript 7 knows node10 no more, and 6 wants to hear that it is about to go.
    const isOld = setting['moduleResolution'] === 'node10';
    if (isOld && compiler === 'typescript-7') return [];
    const compilerOptions = {
      ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
      ...{ target: 'es2022', lib: ['es2023', 'esnext.disposable'], types: ['node'] },
      ...(isOld && compiler === 'typescript-6' ? { ignoreDeprecations: '6.0' } : {}),
      ...setting,
    };
    return {
      name: `${compiler}, ${typing}, ${name}`,
      type,
      packages: {
        nodemailer: `${modules}/${isTypesOnly ? 'nodemailer-9' : typing}`,
        ...(isTypesOnly ? { '@types/nodemailer': `${modules}/${typing}` } : {}),
        '@types/node': `${modules}/@types/node`,
      },
      files: ['types.ts'],
      tsconfig: { compilerOptions, files: ['types.ts'] },
      command: [execPath, `${modules}/${compiler}/bin/tsc`, '-p', copy],
    };
  });
}

/** @param {Places} places @param {Version} version @returns {readonly Consumer[]} */
function tested({ root, here, copy }, { version, folder }) {
  const node = `${here}${folder}/bin/node`;
  const packages = { nodemailer: `${here}node_modules/nodemailer-10` };
  const jest = (/** @type {object} */ transform) => [
    `${here}node_modules/jest/bin/jest.js`,
    '--watchman=false',
    `--config=${JSON.stringify({ rootDir: copy, transform, testMatch: ['**/*.test.*'], haste: {} })}`,
  ];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const esm = { type: /** @type {const} */ ('module'), packages, files: ['consumer.test.mjs'] };
  return [
    {
      ...{ name: `Jest, ES modules, on Node ${version}`, ...esm },
      command: [node, '--experimental-vm-modules', ...jest({})],
    },
    {
      name: `vitest on Node ${version}`,
      ...esm,
      command: [node, vitest, 'run', '--globals', '--root', copy],
    },
    ...Object.entries(transformers(here)).map(([name, transformer]) => ({
      name: `Jest, CommonJS by ${name}, on Node ${version}`,
      type: /** @type {const} */ ('commonjs'),
      packages,
      files: ['commonjs.test.ts', 'mocked.test.ts'],
      command: [node, ...jest({ '\\.ts$': transformer })],
    })),
  ];
}

/** @param {Places} places @returns {readonly Consumer[]} */
function onOthers({ here }) {
  const modules = `${here}node_modules`;
  const packages = { nodemailer: `${modules}/nodemailer-10` };
  const program = { type: /** @type {const} */ ('module'), packages, files: ['runtime.mjs'] };
  const deno = ['run', '--allow-all', '--node-modules-dir=manual', 'runtime.mjs'];
  return [
    { name: 'Bun', ...program, command: [`${modules}/.bin/bun`, 'runtime.mjs'] },
    { name: 'Deno', ...program, command: [`${modules}/.bin/deno`, ...deno] },
  ];
}

/** Makes an application that has the package as npm would install it. @param {Places} places @param {Consumer} consumer */
function layOut({ root, here, copy }, { type, packages, files, tsconfig }) {
  rmSync(copy, { recursive: true, force: true });
  const modules = join(copy, 'node_modules');
  const own = join(modules, 'nodemailer-smtp-errors');
  mkdirSync(own, { recursive: true });
  mkdirSync(join(modules, '@types'));
  for (const part of ['package.json', 'dist', 'src'])
    cpSync(join(root, part), join(own, part), { recursive: true });
  const needed = ['p-retry', 'is-network-error', '@opentelemetry'].map((name) => [
    name,
    join(root, 'node_modules', name),
  ]);
  for (const [name = '', folder = ''] of [...needed, ...Object.entries(packages)])
    symlinkSync(folder, join(modules, name), 'junction');
  // Deno loads only what is named.
  const names = ['nodemailer', 'nodemailer-smtp-errors', '@opentelemetry/sdk-trace-node'];
  const dependencies = Object.fromEntries(names.map((name) => [name, '*']));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ private: true, type, dependencies }));
  if (tsconfig) writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(tsconfig));
  for (const file of files) cpSync(`${here}consumers/${file}`, join(copy, file));
}
