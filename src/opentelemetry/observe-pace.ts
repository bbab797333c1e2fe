import type { Meter } from '@opentelemetry/api';
import type { PaceMessage } from '../channels/channels.js';
import { metricAttributes } from './attributes.js';
import { onPace } from './subscribe.js';

const measures = [
  {
    name: 'smtp.client.pace.connections',
    unit: '{connection}',
    description: 'How many connections the server is known to take at once.',
    read: ({ connections }: PaceMessage) => connections,
  },
  {
    name: 'smtp.client.pace.rate',
    unit: '{message}/s',
    description: 'How many messages the server is known to take in a second.',
    read: ({ perSecond }: PaceMessage) => perSecond,
  },
  {
    name: 'smtp.client.pace.paused',
    unit: 's',
    description: 'How long it is until the server may be asked again.',
    read: ({ until }: PaceMessage) => Math.max(0, (until ?? 0) - Date.now()) / 1000,
  },
  {
    name: 'smtp.client.pace.waiting',
    unit: '{message}',
    description: 'The messages that are held back for what the server takes.',
    read: ({ waiting }: PaceMessage) => waiting,
  },
] as const;

/** Observes what servers take that have complained; returns a function that stops it. */
export function observePace(meter: Meter): () => void {
  const latest = new Map<string, PaceMessage>();
  const stop = onPace((message) => {
    latest.set(JSON.stringify(metricAttributes({ server: message.server })), message);
  });
  const stops = measures.map(({ name, unit, description, read }) => {
    const gauge = meter.createObservableGauge(name, { unit, description });
    const observe: Parameters<typeof gauge.addCallback>[0] = (result) => {
      for (const message of latest.values()) {
        const value = read(message);
        if (value !== undefined) result.observe(value, metricAttributes({ server: message.server }));
      }
    };
    gauge.addCallback(observe);
    return () => gauge.removeCallback(observe);
  });
  return () => {
    stop();
    for (const stopOne of stops) stopOne();
  };
}
