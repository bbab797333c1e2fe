import type { Failure } from './failure.js';
import { waitRemediations } from './remediations/waits.js';

const ids = ['SEND_DEADLINE', 'SEND_STALLED'];
const source = "wrapTransport's stallTimeout and deadline";

/** A send that was given up, by where it waited: its command says so. */
export const waitFailures: readonly Failure[] = [
  {
    id: 'wait.message',
    when: { ids, commands: ['API'] },
    reason: 'message.source',
    remediation: waitRemediations.message,
    source,
  },
  {
    id: 'wait.login',
    when: { ids, commands: ['AUTH'] },
    reason: 'connection.timeout',
    remediation: waitRemediations.login,
    source,
  },
  {
    id: 'wait.pace',
    when: { ids, commands: ['PACE'] },
    reason: 'rate.limited',
    remediation: waitRemediations.pace,
    source,
  },
  {
    id: 'wait.queue',
    when: { ids, commands: ['CONN'] },
    reason: 'connection.timeout',
    remediation: waitRemediations.queue,
    source,
  },
  {
    id: 'wait.server',
    when: { ids },
    reason: 'connection.timeout',
    remediation: waitRemediations.server,
    source,
  },
];
