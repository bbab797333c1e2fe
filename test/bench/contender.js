// One pool in a process of its own, as an application has it: what several of them leave behind in
// one V8 (garbage, type feedback) is nobody's own. Sends when it is told to, and says what that took.
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { channelNames, wrapTransport } from 'nodemailer-smtp-errors';
import { createPool, messages, send } from './sends.js';

/** @typedef {'bare' | 'wrapped' | 'with a logger' | 'with subscribers'} Kind */
/** @typedef {{ readonly time: number, readonly cpu: number }} Turn */

const [kind, port] = process.argv.slice(2);
const pool = createPool(Number(port));
const logger = { debug() {}, warn() {} };
const mailer = kind === 'bare' ? pool : wrapTransport(pool, kind === 'with a logger' ? { logger } : {});
if (kind === 'with subscribers') {
  const { send: sends, reply } = channelNames;
  for (const name of [`tracing:${sends}:start`, `tracing:${sends}:asyncEnd`, reply]) {
    subscribe(name, () => undefined);
  }
}

process.on('disconnect', () => process.exit());
process.send?.('ready');
for (;;) {
  const [{ index, sends }] = await once(process, 'message');
  const before = process.cpuUsage();
  const start = performance.now();
  await send(mailer, sends, messages[/** @type {0} */ (index)].message);
  const time = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  process.send?.({ time, cpu: user + system });
}
