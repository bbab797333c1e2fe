import type { BuiltInRule } from '../rule.js';

/** The server itself: about to close, busy, or broken for now. */
export const closingRules = (): readonly BuiltInRule[] => [
  {
    id: 'server.closing-after-errors',
    when: {
      codes: ['4yz'],
      text: ['too many errors', 'too many bad commands', 'too many unknown commands', 'sent too many times*'],
    },
    reason: 'server.closing',
    source: 'Postfix smtpd_hard_error_limit; Exim smtp_accept_max_nonmail; Stalwart, aiosmtpd, chasquid',
  },
  {
    id: 'server.closing',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'not available closing transmission',
        'shutting down',
        'shutdown*',
        'sigterm*',
        'timeout exceed*',
        'command timeout',
        'timed out',
        'idle timeout',
        'idle too long',
        'timeout',
        'lost incoming connection*',
        'excessive amounts of data',
        'for inactivity',
      ],
      not: [
        'mailbox',
        'account*',
        'user',

        'lookup',
        'too many messages',
        'authentication failed',
        'try again',
        'dns',
        'connection timed out to',
        'whitelist',
      ],
    },
    reason: 'server.closing',
    source: 'RFC 5321 section 3.8 and 4.2.3: 421; Postfix smtpd_timeout; Exim smtp_receive_timeout; Exchange',
  },
];

/** Said beside the reason for it, so it counts only where no reason was found. */
export const weakClosingRules = (): readonly BuiltInRule[] => [
  {
    id: 'server.closing-channel',
    when: {
      codes: [421],
      text: ['closing transmission channel', 'closing connection*', 'bye'],
      not: ['not available', 'unavailable', 'try again', 'busy'],
    },
    reason: 'server.closing',
    source: 'RFC 5321 section 4.2.3: 421',
  },
];

export const busyRules = (): readonly BuiltInRule[] => [
  {
    id: 'server.busy-4yz',
    when: {
      codes: ['4yz'],
      text: [
        'unable to verify',
        'can not verify',
        'deferred',
        'busy',
        'come back later',
        'high load',
        'too much load',
        'load average*',
        'internal error*',
        'temporary',
        'temporarily',
        'try again',
        'try later',
        'not available',
        'unavailable',
        'lookup',
        'local error*',
        'system error*',
        'server error*',
        'server configuration error*',
        'unable to process',
        'error processing*',
        'unable to read',
        'failed to queue',
        'spool',
        'out of memory',
        'can not resolve*',
        'unable to accept*',
        'resources',
        'maintenance*',
        'plus tard',
        'spater',
        'mas tarde',
        'piu tardi',
        'mais tarde',
        'позже*',
        '稍后',
      ],
    },
    reason: 'server.busy',
    source:
      'RFC 5321 section 4.2.3: 421, 450, 451; RFC 3463: X.3.z, X.4.z; Postfix, Exim queue_only_load, Exchange',
  },
  {
    id: 'server.busy-5yz',
    when: {
      codes: ['5yz'],
      text: [
        'server error*',
        'service currently unavailable',
        'temporarily',
        'please try later',
        'configuration error*',
        'retry later',
        'config error*',
      ],
      not: ['mailbox unavailable', 'mailbox not available'],
    },
    reason: 'server.busy',
    source: 'RFC 3463 section 3.4: X.3.z, mail system status; Postfix "Server configuration error"; Haraka',
  },
];
