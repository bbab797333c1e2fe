import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A static folder with relative addresses, which any host serves from anywhere. */
export default defineConfig({
  root: at('.'),
  base: './',
  // In a project of your own the package is installed, and this line goes.
  resolve: { alias: { 'nodemailer-smtp-errors/diagnose': at('../../src/diagnose.ts') } },
  build: {
    outDir: at('../../.artifacts/page'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // It would add a script that fetches, which the page forbids itself.
    modulePreload: false,
  },
});
