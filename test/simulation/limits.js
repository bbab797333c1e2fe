/** @typedef {import('./plan.js').Plan} Plan */

/** Whether a server takes, now or later, only so many connections at once. @param {Plan} plan */
export function limitsConnections({ server, steps }) {
  return (
    server.connections > 0 || steps.some(({ does, how }) => does === 'changes limits' && how.connections > 0)
  );
}

/** The same, or only so many messages in a second. @param {Plan} plan */
export function hasLimits(plan) {
  const { server, steps } = plan;
  const isRate =
    server.perSecond > 0 || steps.some(({ does, how }) => does === 'changes limits' && how.perSecond > 0);
  return isRate || limitsConnections(plan);
}
