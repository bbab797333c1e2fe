import type { Attributes, Meter } from '@opentelemetry/api';
import { metricAttributes } from './attributes.js';
import { onSession } from './subscribe.js';

/** Counts the connections that are open now; returns a function that stops it. */
export function countOpenSessions(meter: Meter): () => void {
  const counter = meter.createUpDownCounter('smtp.client.session.count', {
    description: 'The connections to servers that are open.',
    unit: '{session}',
  });
  // Only what was added is ever taken away: a connection may have been there before us.
  const open = new Map<string, Attributes>();
  const close = (id: string) => {
    const attributes = open.get(id);
    if (open.delete(id)) counter.add(-1, attributes);
  };
  const stop = onSession((message) => {
    const { event, sessionId, server } = message;
    if (event === 'closed') return close(sessionId);
    const attributes = metricAttributes({ server });
    open.set(sessionId, attributes);
    counter.add(1, attributes);
  });
  return () => {
    stop();
    for (const id of open.keys()) close(id);
  };
}
