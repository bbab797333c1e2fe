import { defaultCoolDown } from '../gate/login/login-guard.js';
import type { CoolDown } from '../gate/login/types.js';
import { checkNumber, checkObject } from './checks.js';
import type { LoginGuardOptions } from './options.js';

/** The option `loginGuard` with every default filled in; absent where it is switched off. */
export function resolveLoginGuard(guard: LoginGuardOptions | boolean | undefined): CoolDown | undefined {
  if (guard === false) return undefined;
  if (guard === undefined || guard === true) return defaultCoolDown;
  checkObject('loginGuard', guard, ['coolDown', 'longestCoolDown'], 'true, false or an object');
  const { coolDown: firstMs = defaultCoolDown.firstMs } = guard;
  checkNumber('loginGuard.coolDown', firstMs, 'a number of milliseconds of at least 1', { least: 1 });
  const { longestCoolDown: longestMs = Math.max(firstMs, defaultCoolDown.longestMs) } = guard;
  const what = `a number of milliseconds of at least coolDown (${firstMs})`;
  checkNumber('loginGuard.longestCoolDown', longestMs, what, { least: firstMs });
  return { firstMs, longestMs };
}
