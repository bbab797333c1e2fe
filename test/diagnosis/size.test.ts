import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';

it('does not grow unseen: what a browser loads to diagnose, minified and gzipped', () => {
  const { outputFiles } = buildSync({
    entryPoints: ['src/diagnose.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    charset: 'utf8',
    write: false,
  });
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(111_000);
});
