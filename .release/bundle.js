// What is published as JavaScript: readable, in as few files as the entries share, each with a source map
// that leads to the sources beside it.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** @type {{ exports: Record<string, { default: { default: string } }>, bin: Record<string, string>, dependencies: object, peerDependencies: object }} */
const {
  exports: entries,
  bin,
  dependencies,
  peerDependencies,
} = JSON.parse(readFileSync('package.json', 'utf8'));
/** @param {string} file */
const sourceOf = (file) => file.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts');
const modules = Object.values(entries).flatMap((entry) =>
  typeof entry === 'string' ? [] : [sourceOf(entry.default.default)],
);
const programs = Object.values(bin).map(sourceOf);

const commonJs = 'dist/cjs';

/** @satisfies {import('esbuild').BuildOptions} */
const common = { platform: 'node', target: 'node20.19', logLevel: 'warning' };

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  ...common,
  format: 'esm',
  bundle: true,
  splitting: true,
  outbase: 'src',
  chunkNames: 'chunks/[name]-[hash]',
};

await build({
  ...shared,
  entryPoints: [...modules, ...programs],
  packages: 'external',
  sourcemap: true,
  // The sources are in the package.
  sourcesContent: false,
  outdir: 'dist',
});
await buildCommonJs();

/**
 * The same once more for Jest, whose require() loads no ES module on Node 20 and 22: whatever knows the
 * condition `module-sync`, as every Node does that we support, never sees it. It has the dependencies in it,
 * which are ES modules too.
 */
async function buildCommonJs() {
  const external = Object.keys(peerDependencies).flatMap((name) => [name, `${name}/*`]);
  await build({ ...shared, entryPoints: modules, external, outdir: commonJs });
  // esbuild splits ES modules alone; what it has split can be turned into CommonJS file by file.
  const split = filesOf(commonJs, '.js');
  await build({ ...common, entryPoints: split, format: 'cjs', outdir: commonJs, allowOverwrite: true });
  writeFileSync(join(commonJs, 'package.json'), '{ "type": "commonjs" }\n');

  for (const file of filesOf('dist', '.d.ts')) {
    const target = join(commonJs, file.slice('dist/'.length));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, ''));
  }
  for (const name of [...Object.keys(dependencies), 'is-network-error'])
    cpSync(`node_modules/${name}/license`, join(commonJs, `LICENSE-${name}`));
}

/** @param {string} folder @param {string} ending */
function filesOf(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
}
