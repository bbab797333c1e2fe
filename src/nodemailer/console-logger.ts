import { format } from 'node:util';
import type { LogLevel } from '../session/log-line.js';
import { isObject } from './recognise.js';
import type { LogMethod } from './shapes.js';

const speakers: Readonly<Record<string, string>> = { server: 'S: ', client: 'C: ' };

/**
 * Writes to the console as Nodemailer does for `logger: true`, whose own writer nobody else can
 * reach.
 */
export function toConsole(level: LogLevel): LogMethod {
  return (entry, message, ...args) => {
    const { sid, tnx } = isObject(entry) ? entry : {};
    const prefix = (sid ? `[${sid}] ` : '') + (speakers[String(tnx)] ?? '');
    for (const line of format(message, ...args).split(/\r?\n/)) {
      const time = new Date().toISOString().slice(0, 19).replace('T', ' ');
      console.log('[%s] %s %s', time, level.toUpperCase().padEnd(5), prefix + line);
    }
  };
}
