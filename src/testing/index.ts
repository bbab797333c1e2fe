/**
 * An SMTP server for tests that misbehaves on demand: begin with {@link startScriptedServer}.
 *
 * @module nodemailer-smtp-errors/testing
 */
export { type Accounts, type Mechanism, mechanisms } from './auth.js';
export { certificate } from './certificate.js';
export {
  type Action,
  accepting,
  afterBytes,
  bytewise,
  closing,
  dripped,
  drop,
  type Ending,
  echo,
  type Fault,
  garbage,
  hang,
  linewise,
  oversized,
  type Pace,
  refusing,
  repeated,
  reset,
  stall,
} from './faults.js';
export type { ScriptedServerOptions, ServerExtensions } from './options.js';
export type { LoginReport, MessageReport, SessionReport } from './reports.js';
export {
  type Script,
  type ScriptPhase,
  type Step,
  type StepContext,
  type StepResult,
  scriptPhases,
} from './script.js';
export { type ScriptedServer, startScriptedServer } from './start-scripted-server.js';
