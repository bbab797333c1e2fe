import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';
import { authenticationExamples } from './authentication.js';
import { connectionExamples } from './connection.js';
import { httpExamples } from './http.js';
import { localExamples } from './local.js';
import { machineExamples } from './machine.js';
import { proxyExamples } from './proxy.js';
import { sendmailExamples } from './sendmail.js';
import { sesExamples } from './ses.js';
import { tlsExamples } from './tls.js';
import { waitExamples } from './waits.js';

/** For each row the errors that this row decides, each typed out. */
export const failureExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  ...authenticationExamples,
  ...machineExamples,
  ...proxyExamples,
  ...tlsExamples,
  ...connectionExamples,
  ...httpExamples,
  ...localExamples,
  ...sendmailExamples,
  ...sesExamples,
  ...waitExamples,
};
