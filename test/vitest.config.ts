import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests that change nothing outside of themselves: one worker loads the sources once for all of them. */
const pure = [
  'bounce',
  'compare',
  'diagnosis',
  'errors',
  'explain',
  'failover',
  'gate/login',
  'gate/pace',
  'render',
  'reply',
  'retry',
  'session',
  'verdict',
].map((folder) => `test/${folder}/**/*.test.ts`);

const sources = {
  'nodemailer-smtp-errors/diagnose': at('../src/diagnose.ts'),
  'nodemailer-smtp-errors/opentelemetry': at('../src/opentelemetry/index.ts'),
  'nodemailer-smtp-errors/bullmq': at('../src/bullmq/index.ts'),
  'nodemailer-smtp-errors/failover': at('../src/failover/index.ts'),
  'nodemailer-smtp-errors/testing': at('../src/testing/index.ts'),
  'nodemailer-smtp-errors': at('../src/index.ts'),
};

export default defineConfig({
  test: {
    root: at('..'),
    globalSetup: at('helpers/built.ts'),
    testTimeout: 20_000,
    // Most tests wait for a server more than they compute.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        resolve: { alias: sources },
        test: { name: 'pure', include: pure, isolate: false },
      },
      {
        // The package as it is built, loaded by Node itself: it is what users run, and it loads in a tenth of the time.
        // Files share it: what it remembers goes by host and port, and no test's server gets a port that one had before.
        extends: true,
        test: {
          name: 'whole',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...pure, 'test/matrix/consumers/**'],
          server: { deps: { external: [/\/dist\//] } },
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
            tsconfig: at('../tsconfig.json'),
          },
        },
      },
    ],
  },
});
