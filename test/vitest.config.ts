import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that change nothing outside of themselves: one worker loads the sources once for all of them. */
const pure = [
  'bounce',
  'diagnosis',
  'errors',
  'failover',
  'guard',
  'render',
  'reply',
  'retry',
  'session',
  'verdict',
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  resolve: {
    alias: {
      'nodemailer-smtp-errors/diagnose': fileURLToPath(new URL('../src/diagnose.ts', import.meta.url)),
      'nodemailer-smtp-errors/opentelemetry': fileURLToPath(
        new URL('../src/opentelemetry/index.ts', import.meta.url),
      ),
      'nodemailer-smtp-errors/bullmq': fileURLToPath(new URL('../src/bullmq/index.ts', import.meta.url)),
      'nodemailer-smtp-errors/failover': fileURLToPath(new URL('../src/failover/index.ts', import.meta.url)),
      'nodemailer-smtp-errors/testing': fileURLToPath(new URL('../src/testing/index.ts', import.meta.url)),
      'nodemailer-smtp-errors': fileURLToPath(new URL('../src/index.ts', import.meta.url)),
    },
  },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    testTimeout: 20_000,
    // Most tests wait for a server more than they compute.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...pure, 'test/matrix/consumers/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/**/*.test-d.ts'],
            tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
          },
        },
      },
    ],
  },
});
