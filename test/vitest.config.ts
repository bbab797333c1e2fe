import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      'nodemailer-smtp-errors/diagnose': fileURLToPath(new URL('../src/diagnose.ts', import.meta.url)),
      'nodemailer-smtp-errors/opentelemetry': fileURLToPath(
        new URL('../src/opentelemetry/index.ts', import.meta.url),
      ),
      'nodemailer-smtp-errors/bullmq': fileURLToPath(new URL('../src/bullmq/index.ts', import.meta.url)),
      'nodemailer-smtp-errors/testing': fileURLToPath(new URL('../src/testing/index.ts', import.meta.url)),
      'nodemailer-smtp-errors': fileURLToPath(new URL('../src/index.ts', import.meta.url)),
    },
  },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // Most tests wait for a server more than they compute.
    maxWorkers: 3,
    typecheck: {
      enabled: true,
      include: ['test/**/*.test-d.ts'],
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    },
  },
});
