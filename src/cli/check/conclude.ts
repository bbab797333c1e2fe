import { diagnose } from '../../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis } from '../../diagnosis/diagnosis.js';
import { concludeFrom } from '../../explain/conclude-from.js';
import type { Stop } from './check-server.js';

/** The diagnosis for why a check stopped. */
export function conclude({ evidence, greeting, mechanisms }: Stop, host: string): Diagnosis {
  const { phase, command, reply, error, reason } = evidence;
  const context: DiagnoseContext = {
    phase,
    host,
    ...(command === undefined ? {} : { command }),
    ...(greeting === undefined ? {} : { greeting }),
    ...(mechanisms === undefined ? {} : { mechanisms }),
  };
  return reason === undefined
    ? diagnose(reply ?? error ?? {}, context)
    : concludeFrom(reason, context, `check.${reason}`);
}
