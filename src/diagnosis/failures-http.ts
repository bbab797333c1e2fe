import type { Failure } from './failure.js';
import type { Reason } from './reasons.js';

/** What a mail service means by the status that it answers a request with. */
const statuses: readonly (readonly [status: number, reason: Reason])[] = [
  [400, 'message.rejected'],
  [401, 'auth.invalid-credentials'],
  [403, 'auth.disabled'],
  [404, 'config.invalid'],
  [413, 'message.too-large'],
  [422, 'message.rejected'],
  [429, 'rate.limited'],
  [500, 'server.busy'],
  [502, 'server.busy'],
  [503, 'server.busy'],
  [504, 'server.busy'],
];

/** The API of a mail service, by the status of its answer. */
export const httpFailures: readonly Failure[] = statuses.map(
  ([status, reason]): Failure => ({
    id: `http.${status}`,
    when: { ids: [`HTTP ${status}`] },
    reason,
    source: 'RFC 9110 section 15; RFC 6585 section 4',
  }),
);
