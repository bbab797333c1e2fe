import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const diagnosing = 'describeReply, diagnose, formatError, parseReply, phases, providers, readBounce, reasons';

/** How many bytes a browser loads to diagnose, minified and gzipped; who explains or compares loads more. */
export function browserBundleBytes() {
  const { outputFiles } = buildSync({
    stdin: { contents: `export { ${diagnosing} } from './src/diagnose.ts';`, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    charset: 'utf8',
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
