import { EventEmitter, once } from 'node:events';
import { collectingLogger } from './collect.js';

/** A logger that remembers what it was given, and that can be waited for. */
export function watchLogger() {
  const { calls, logger, records } = collectingLogger();
  const called = new EventEmitter();
  const levels = Object.entries(logger).map(([level, write]) => [
    level,
    (...args: unknown[]) => {
      write(...args);
      called.emit('call');
    },
  ]);
  return {
    calls,
    records,
    logger: { ...logger, ...Object.fromEntries(levels) },
    /** Resolves to the records with this `event.name` as soon as there are so many. */
    async recorded(eventName: string, count: number) {
      while (records(eventName).length < count) await once(called, 'call');
      return records(eventName);
    },
    /** The calls that would alarm somebody. */
    alarms: () => calls.filter(({ level }) => ['warn', 'error', 'fatal'].includes(level)),
  };
}
