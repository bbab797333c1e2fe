// An application, Nodemailer, a network and a server in a world of their own, with every order that a seed gives:
//   npm run simulate -- --seed 1 --runs 1000
import './world/seed-modules.js';

import { argv, stderr } from 'node:process';
import { readSettings, usage } from './settings.js';

const settings = await readSettings(argv.slice(2)).catch((error) => {
  stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
  process.exitCode = 2;
});
if (settings) {
  const { main } = await import('./main.js');
  if (!(await main(settings))) process.exitCode = 1;
}
