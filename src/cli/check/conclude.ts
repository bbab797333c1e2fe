import { diagnose } from '../../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis } from '../../diagnosis/diagnosis.js';
import { type Reason, reasons } from '../../diagnosis/reasons.js';
import { recogniseProvider } from '../../diagnosis/recognise-provider.js';
import { remediationFor } from '../../diagnosis/remediations/remediation-for.js';
import { adviseRetry } from '../../diagnosis/retry-advice.js';
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
  return reason === undefined ? diagnose(reply ?? error ?? {}, context) : concludeFrom(reason, context);
}

/** A finding of ours: no reply said it, so no rule has to look for it. */
function concludeFrom(
  reason: Reason,
  { host = '', greeting = '', mechanisms = [] }: DiagnoseContext,
): Diagnosis {
  const { kind, disposition } = reasons[reason];
  const provider = recogniseProvider({ host, greeting });
  const settled = disposition === 'by-reply' ? 'permanent' : disposition;
  return {
    kind,
    reason,
    disposition: settled,
    retry: adviseRetry({ reason, disposition: settled, reply: undefined, uncertain: false }),
    remediation: remediationFor(reason, provider, { mechanisms }),
    ...(provider === undefined ? {} : { provider }),
    ruleId: `check.${reason}`,
  };
}
