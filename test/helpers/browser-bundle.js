import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** How many bytes a browser loads to diagnose, minified and gzipped. */
export function browserBundleBytes() {
  const { outputFiles } = buildSync({
    entryPoints: ['src/diagnose.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    charset: 'utf8',
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
