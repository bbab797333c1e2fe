import type { DiagnoseContext } from './diagnosis.js';
import { isProviderId } from './marks.js';
import { phases } from './phase.js';

/**
 * What is known besides, without trusting it: plain JavaScript passes anything, and what is not of its type is as if
 * it were not there.
 */
export function readContext(given: DiagnoseContext): DiagnoseContext {
  try {
    const { phase, command, host, greeting, provider, mechanisms, rules } = given;
    return {
      ...(phases.includes(phase ?? 'local') && phase !== undefined && { phase }),
      ...(typeof command === 'string' && { command }),
      ...(typeof host === 'string' && { host }),
      ...(typeof greeting === 'string' && { greeting }),
      ...(typeof provider === 'string' && isProviderId(provider) && { provider }),
      ...(Array.isArray(mechanisms) && { mechanisms: mechanisms.filter((name) => typeof name === 'string') }),
      ...(Array.isArray(rules) && { rules }),
    };
  } catch {
    // `null`, or a getter that throws.
    return {};
  }
}
