import type { Remediation } from '../diagnosis.js';

/** What a person should do where this machine, and no server, was the cause. */
export const machineRemediations = {
  resources: {
    id: 'server.busy/this-machine',
    summary: 'This machine has run out of file handles, memory or disk; no server refused anything.',
    steps: [
      'See what this process holds open (lsof -p PID) and what its limits are (ulimit -a, the memory limit of the container).',
      'Send fewer messages at once: use a pool (pool: true) with a low maxConnections.',
      'Look for sockets, files and streams that the program opens and never closes.',
    ],
    audience: 'operator',
  },
  ports: {
    id: 'server.busy/local-ports',
    summary: 'This machine has no local port left for another connection; no server refused anything.',
    steps: [
      'Send over few connections that stay open (pool: true) instead of a new one for each message.',
      'See how many connections wait to be forgotten (ss -s, TIME_WAIT).',
    ],
    audience: 'operator',
  },
  localAddress: {
    id: 'config.invalid/local-address',
    summary: 'The address in localAddress is not one that this machine can send from.',
    steps: [
      'Set localAddress to an address of this machine (ip addr), of the same family (IPv4, IPv6) as the server, or leave it out.',
    ],
    audience: 'operator',
  },
} as const satisfies Readonly<Record<string, Remediation>>;
