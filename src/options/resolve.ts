import { checkRules } from '../diagnosis/check-rules.js';
import type { Rule } from '../diagnosis/rule.js';
import type { CoolDown } from '../gate/login/types.js';
import type { KnownLimits } from '../gate/pace/limits.js';
import type { Logger } from '../log/styles.js';
import type { ConfirmDelivery, Credentials } from './asked.js';
import { checkFunction, checkObject } from './checks.js';
import { type Limits, resolveLimit } from './limits.js';
import { checkLogger, type ResolvedLogOptions, resolveLog } from './log.js';
import { resolveLoginGuard } from './login-guard.js';
import type { WrapOptions } from './options.js';
import { resolvePace } from './pace.js';
import { type ResolvedRetry, resolveRetry } from './retry.js';

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly logger: Logger | undefined;
  readonly log: ResolvedLogOptions;
  readonly retry: ResolvedRetry;
  readonly rules: readonly Rule[];
  readonly limits: Limits;
  readonly confirmDelivery: ConfirmDelivery | undefined;
  /** Absent where it is switched off. */
  readonly loginGuard: CoolDown | undefined;
  /** Absent where it is switched off. */
  readonly pace: KnownLimits | undefined;
  readonly credentials: Credentials | undefined;
}

/** All of them: the compiler asks for each. */
const known: { readonly [name in keyof WrapOptions]-?: true } = {
  logger: true,
  log: true,
  retry: true,
  rules: true,
  stallTimeout: true,
  deadline: true,
  confirmDelivery: true,
  loginGuard: true,
  pace: true,
  credentials: true,
};

/** How long a send may go without getting on, where nobody says otherwise. */
export const FIVE_MINUTES = 300_000;

/**
 * Checks options and fills in the defaults.
 *
 * @param options What the user gave, of any type.
 * @throws TypeError with a sentence that says what was expected and what came.
 */
export function resolveOptions(options: WrapOptions = {}): ResolvedOptions {
  checkObject('options', options, Object.keys(known));
  checkFunction('confirmDelivery', options.confirmDelivery);
  checkFunction('credentials', options.credentials);
  return {
    logger: checkLogger(options.logger),
    log: resolveLog(options.log),
    retry: resolveRetry(options.retry),
    rules: options.rules === undefined ? [] : checkRules(options.rules),
    limits: {
      stallMs: resolveLimit('stallTimeout', options.stallTimeout, FIVE_MINUTES),
      deadlineMs: resolveLimit('deadline', options.deadline, false),
    },
    confirmDelivery: options.confirmDelivery,
    loginGuard: resolveLoginGuard(options.loginGuard),
    pace: resolvePace(options.pace),
    credentials: options.credentials,
  };
}
