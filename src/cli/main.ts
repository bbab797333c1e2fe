#!/usr/bin/env node
import { run } from './run.js';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `… | head` has read enough: that is no failure.
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
    // A name server that does not answer would keep the process alive long after the last word.
    process.stdout.write('', () => process.exit());
  },
  (error: unknown) => {
    process.exitCode = 2;
    console.error('This is a defect of nodemailer-smtp-errors; please report it:', error);
  },
);
