import type { Failure } from './failure.js';
import { machineRemediations } from './remediations/this-machine.js';

const node = 'Node.js, Common system errors';

/** What this machine has run out of, whatever it was wanted for, and addresses that it has not got. */
export const machineFailures: readonly Failure[] = [
  {
    id: 'machine.local-address',
    when: { ids: ['EADDRNOTAVAIL', 'EINVAL', 'EADDRINUSE'], text: ['bind '] },
    reason: 'config.invalid',
    remediation: machineRemediations.localAddress,
    source: 'bind(2): the address of the option localAddress',
  },
  {
    id: 'machine.ports',
    when: { ids: ['EADDRNOTAVAIL', 'EADDRINUSE'] },
    reason: 'server.busy',
    remediation: machineRemediations.ports,
    source: 'connect(2): no local port is free',
  },
  {
    id: 'machine.resources',
    when: {
      ids: [
        'EMFILE',
        'ENFILE',
        'ENOBUFS',
        'ENOMEM',
        'EAGAIN',
        'EAI_MEMORY',
        'ENOSPC',
        'EDQUOT',
        'ERR_MEMORY_ALLOCATION_FAILED',
        'ERR_OUT_OF_MEMORY',
      ],
    },
    reason: 'server.busy',
    remediation: machineRemediations.resources,
    source: `${node}; getaddrinfo(3)`,
  },
];
