import type { Failure } from './failure.js';

/** The proxy. */
export const proxyFailures: readonly Failure[] = [
  {
    id: 'proxy.any',
    when: { ids: ['EPROXY'] },
    reason: 'connection.proxy',
    source: "Nodemailer's http-proxy-client and mailer",
  },
  {
    id: 'proxy.timeout',
    when: {
      text: ['proxy socket timed out', 'socks', 'proxy closed the connection', 'proxy connection timed out'],
    },
    reason: 'connection.proxy',
    source: "Nodemailer's http-proxy-client; the socks package",
  },
];
