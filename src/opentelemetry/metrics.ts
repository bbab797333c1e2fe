import { tracingChannel } from 'node:diagnostics_channel';
import type { Meter } from '@opentelemetry/api';
import { type AttemptMessage, channelNames, type SendMessage } from '../channels/channels.js';
import { outcomeOf } from '../log/fields.js';
import { metricAttributes } from './attributes.js';
import { observePace } from './observe-pace.js';
import { countOpenSessions } from './open-sessions.js';
import { onTrace } from './subscribe.js';
import { countSuspendedLogins } from './suspended-logins.js';

/** In seconds: from a server next door to the longest that a send may stand still by default. */
const durations = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/**
 * Measures sends, attempts, recipients, connections, logins and pace.
 *
 * @returns A function that stops it.
 */
export function recordMetrics(meter: Meter): () => void {
  const stops = [
    measureSends(meter),
    countAttempts(meter),
    countOpenSessions(meter),
    countSuspendedLogins(meter),
    observePace(meter),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function measureSends(meter: Meter): () => void {
  const duration = meter.createHistogram('smtp.client.send.duration', {
    description: 'How long a send takes, all attempts and waits included.',
    unit: 's',
    advice: { explicitBucketBoundaries: durations },
  });
  const recipients = meter.createCounter('smtp.client.recipients', {
    description: 'The recipients of sends that have ended, by what became of them.',
    unit: '{recipient}',
  });
  const begun = new WeakMap<SendMessage, number>();
  return onTrace(tracingChannel<unknown, SendMessage>(channelNames.send), {
    begin: (message) => begun.set(message, performance.now()),
    end: (message) => {
      const start = begun.get(message);
      // A send that was under way before us: how long it has taken is not known.
      if (start === undefined) return;
      const { server, error } = message;
      const attributes = metricAttributes({ server, outcome: outcomeOf(error), error });
      duration.record((performance.now() - start) / 1000, attributes);
      for (const [outcome, count] of recipientCounts(message))
        recipients.add(count, { ...metricAttributes({ server }), 'smtp.recipient.outcome': outcome });
    },
  });
}

function countAttempts(meter: Meter): () => void {
  const attempts = meter.createCounter('smtp.client.attempts', {
    description: 'The attempts to send a message, by how they ended.',
    unit: '{attempt}',
  });
  return onTrace(tracingChannel<unknown, AttemptMessage>(channelNames.attempt), {
    end: ({ send: { server }, error }) =>
      attempts.add(1, metricAttributes({ server, outcome: outcomeOf(error), error })),
  });
}

/** How many recipients of a send came to which end; together they are all of its recipients. */
function recipientCounts({ to, recipients = [], error }: SendMessage): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { outcome } of recipients) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  // Those that the server said nothing about share the fate of the message.
  const others = to.length - recipients.length;
  const fate = error === undefined ? 'accepted' : error.delivery === 'unknown' ? 'unknown' : 'not-sent';
  if (others > 0) counts.set(fate, (counts.get(fate) ?? 0) + others);
  return counts;
}
