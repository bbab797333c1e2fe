import { diagnose } from '../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis, Remediation, RetryAdvice } from '../diagnosis/diagnosis.js';
import { phaseInWords } from '../diagnosis/pasted/phase-in-words.js';
import { fitToCase } from '../diagnosis/remediations/fit-to-case.js';
import type { Reply } from '../reply/reply.js';
import type { BounceAction } from './bounce.js';

/** What a bounce tells of a recipient whom the message did not reach. */
interface Case {
  readonly text: string;
  readonly action: BounceAction;
  readonly status: string | undefined;
  readonly reply: Reply | undefined;
  /** The server whose words they are; empty where nobody says. */
  readonly host: string;
}

const MOST_WORDS = 2048;

const MAY_BE_OUT =
  /\b(?:lost connection|timed out)[^\n]{0,300} while sending end of data\b|\bmessage may be sent more than once\b/i;
const LOST = { code: 'ECONNECTION', message: 'Connection closed unexpectedly' };

const WAIT: RetryAdvice = {
  safe: false,
  why: 'The server that reports goes on trying: sent again now, the message could arrive twice.',
};

/** The usual advice is for whoever has set a server up, and here it was not his that could not be reached. */
const unreached: Omit<Remediation, 'id'> = {
  summary: "The recipient's server could not be reached.",
  steps: [
    "Check the domain of the recipient's address for typing mistakes.",
    'Look whether other messages to the same domain fail as well; if so, its mail server is down, or refuses yours.',
  ],
  audience: 'sender',
};

/** What it means that a message did not reach a recipient. */
export function meaningOf(facts: Case): Diagnosis {
  const { text, action } = facts;
  const phase = phaseInWords(text);
  const found = find(facts, {
    ...(phase === undefined ? {} : { phase }),
    ...(facts.host === '' ? {} : { host: facts.host }),
  });
  if (action !== 'delayed') return found;
  const { reason, remediation } = found;
  const fitted = fitToCase(remediation, {
    reason,
    ruleId: found.ruleId,
    phase,
    text: '',
    retry: WAIT,
    uncertain: false,
  });
  return { ...found, retry: WAIT, remediation: fitted };
}

function find({ text, action, status, reply }: Case, context: DiagnoseContext): Diagnosis {
  if (reply && reply.code >= 400) return diagnose(reply, context);
  // Postfix, after the final dot and without an answer.
  if (MAY_BE_OUT.test(text)) return diagnose(LOST, { ...context, phase: 'final-dot' });
  // No server was reached, or the one that reports is the one that refused: its words and the status have to do.
  const [words = ''] = text.split('\n\n', 1);
  const lost = diagnose({ message: words }, { phase: 'connect', ...context });
  // A name that does not resolve is the recipient's here.
  if (lost.reason.startsWith('connection.') && lost.reason !== 'connection.dns') {
    return { ...lost, remediation: { id: `${lost.reason}/bounce`, ...unreached } };
  }
  const code = (status ?? (action === 'delayed' ? '4' : '5')).startsWith('4') ? 450 : 550;
  const said = words.replace(/\n/g, ' ').slice(0, MOST_WORDS);
  const refusal = {
    code,
    ...(status === undefined ? {} : { enhancedCode: status }),
    lines: [said],
    text: said,
  };
  return diagnose(refusal, { phase: 'rcpt', ...context });
}
