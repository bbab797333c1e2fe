import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format } from 'node:util';
import { ConsoleLogger, Logger } from '@nestjs/common';
import bunyan from 'bunyan';
import pino from 'pino';
import winston from 'winston';

/** What a real logger writes, one entry a line. */
function collect() {
  const lines: string[] = [];
  const write = (text: string) => {
    lines.push(...text.split('\n').filter((line) => line !== ''));
  };
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      write(String(chunk));
      done();
    },
  });
  return { lines, write, stream };
}

export function watchedPino(options: pino.LoggerOptions = {}) {
  const { lines, write } = collect();
  return { lines, logger: pino({ level: 'trace', ...options }, { write }) };
}

export function watchedWinston(options: winston.LoggerOptions = {}) {
  const { lines, stream } = collect();
  const transports = [new winston.transports.Stream({ stream })];
  return { lines, logger: winston.createLogger({ level: 'silly', transports, ...options }) };
}

export function watchedBunyan(serializers?: bunyan.Serializers) {
  const { lines, stream } = collect();
  const streams = [{ level: bunyan.TRACE, stream }];
  return {
    lines,
    logger: bunyan.createLogger({ name: 'mail', streams, ...(serializers ? { serializers } : {}) }),
  };
}

export function watchedConsole() {
  const { lines, stream } = collect();
  return { lines, logger: new Console(stream) };
}

/** NestJS's own logger, made as applications make it: with a context, and for the whole process. */
export function watchedNest() {
  const { lines, write } = collect();
  class Watched extends ConsoleLogger {
    protected override printAsJson(...[message, options]: Parameters<ConsoleLogger['printAsJson']>): void {
      write(`${JSON.stringify({ ...Object(message), level: options.logLevel, context: options.context })}\n`);
    }
  }
  Logger.overrideLogger(new Watched({ json: true }));
  return { lines, logger: new Logger('Mail') };
}

/** A logger for Nodemailer's option `logger` that does what its documentation shows: printf. */
export function watchedPrintf() {
  const { lines, write } = collect();
  const method =
    (level: string) =>
    (entry: object, message: string, ...args: unknown[]) =>
      write(`${JSON.stringify({ ...entry, level, printed: format(message, ...args) })}\n`);
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
  const methods = levels.map((level) => [level, method(level)] as const);
  const [trace, debug, info, warn, error, fatal] = methods.map(([, write]) => write);
  const none = method('none');
  return {
    lines,
    logger: {
      trace: trace ?? none,
      debug: debug ?? none,
      info: info ?? none,
      warn: warn ?? none,
      error: error ?? none,
      fatal: fatal ?? none,
    },
  };
}
