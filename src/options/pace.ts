import type { KnownLimits } from '../gate/pace/limits.js';
import { checkNumber, checkObject } from './checks.js';
import type { PaceOptions } from './options.js';

const none = Number.POSITIVE_INFINITY;

/** The option `pace` with every default filled in; absent where it is switched off. */
export function resolvePace(pace: PaceOptions | boolean | undefined): KnownLimits | undefined {
  if (pace === false) return undefined;
  if (pace === undefined || pace === true) return { connections: none, perSecond: none };
  checkObject('pace', pace, ['connections', 'perSecond'], 'true, false or an object');
  const { connections = none, perSecond = none } = pace;
  checkNumber('pace.connections', connections, 'a number of at least 1', { least: 1, most: none });
  checkNumber('pace.perSecond', perSecond, 'a number of messages above 0', {
    least: Number.MIN_VALUE,
    most: none,
  });
  return { connections: Math.floor(connections), perSecond };
}
