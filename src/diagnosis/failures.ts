import type { Failure } from './failure.js';
import { authenticationFailures } from './failures-authentication.js';
import { connectionFailures } from './failures-connection.js';
import { httpFailures } from './failures-http.js';
import { localFailures } from './failures-local.js';
import { machineFailures } from './failures-machine.js';
import { proxyFailures } from './failures-proxy.js';
import { sendmailFailures } from './failures-sendmail.js';
import { sesFailures } from './failures-ses.js';
import { tlsFailures } from './failures-tls.js';
import { waitFailures } from './failures-waits.js';

/**
 * Every failure without a reply, in the order in which they are tried: from the most specific words
 * and codes to the codes that Nodemailer puts over everything of a stage.
 */
export const failures: readonly Failure[] = [
  ...waitFailures,
  ...machineFailures,
  ...localFailures,
  ...sesFailures,
  ...httpFailures,
  ...sendmailFailures,
  ...authenticationFailures,
  ...proxyFailures,
  ...tlsFailures,
  ...connectionFailures,
];
