import type { Remediation } from '../diagnosis.js';

/** What a person should do about replies that no longer belonged to commands, which is no matter of host and port. */
export const outOfStepRemediation: Remediation = {
  id: 'protocol.violation/out-of-step',
  summary:
    'Replies and commands on the connection no longer belonged together, so that no reply could be believed.',
  steps: [
    'Let it be sent again where the message was not sent: on a new connection replies and commands may match.',
    'Look for a proxy, a firewall that inspects SMTP or a virus scanner on the way, and try without it.',
    'Report it to the provider of the server, with the transcript of this error.',
  ],
  audience: 'operator',
};
