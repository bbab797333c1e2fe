import type { Attributes, Meter } from '@opentelemetry/api';
import { metricAttributes } from './attributes.js';
import { onLogin } from './subscribe.js';

interface Server {
  readonly attributes: Attributes;
  /** Until when each login is suspended, in milliseconds since 1970. */
  readonly logins: Map<string, number>;
}

/** Counts the logins that are suspended now; returns a function that stops it. */
export function countSuspendedLogins(meter: Meter): () => void {
  const counter = meter.createObservableUpDownCounter('smtp.client.login.suspended', {
    description: 'The logins that are not tried at present, because the server refused them.',
    unit: '{login}',
  });
  const servers = new Map<string, Server>();
  const stop = onLogin((message) => {
    const { event, loginId, until = 0 } = message;
    const attributes = metricAttributes({ server: message.server });
    const name = JSON.stringify(attributes);
    const server = servers.get(name) ?? { attributes, logins: new Map() };
    servers.set(name, server);
    forgetPast(server);
    if (event === 'suspended') server.logins.set(loginId, until);
    else server.logins.delete(loginId);
  });
  counter.addCallback((result) => {
    for (const server of servers.values()) {
      forgetPast(server);
      result.observe(server.logins.size, server.attributes);
    }
  });
  return () => {
    stop();
    // Still observed, as none: without the callback the last value would be exported for ever.
    for (const { logins } of servers.values()) logins.clear();
  };
}

/** Nobody tells of a suspension that has run out, nor of one whose credentials were replaced. */
function forgetPast({ logins }: Server): void {
  const now = Date.now();
  for (const [id, until] of logins) {
    if (until <= now) logins.delete(id);
  }
}
