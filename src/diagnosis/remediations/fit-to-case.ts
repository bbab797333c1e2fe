import type { Remediation, RetryAdvice } from '../diagnosis.js';
import type { Phase } from '../phase.js';
import type { Reason } from '../reasons.js';
import { isAgain } from './again.js';
import { isSurelyGone } from './surely-gone.js';

/** What is known of a case besides its reason. */
export interface CaseFacts {
  readonly reason: Reason;
  readonly ruleId: string;
  readonly phase: Phase | undefined;
  /** What the server or the error says, in small letters. */
  readonly text: string;
  readonly retry: RetryAdvice;
  /** True where the message may have gone out and nothing given tells. */
  readonly uncertain: boolean;
}

const NAME =
  'Set the option name of the transport to a host name of this machine that resolves: without it EHLO says its own name, or [127.0.0.1].';
const CHECK_FIRST =
  "Look whether the message has arrived (in the server's log, by its Message-ID, or at a recipient) before you send it again.";
const TEMPORARY_ADDRESS = 'Leave the address on your list: the server says that this is temporary.';
const DOUBTFUL_ADDRESS =
  'Leave the address on your list until you know more: the server does not say that there is no such mailbox.';

const aboutHello: readonly Reason[] = [
  'server.busy',
  'server.closing',
  'policy.blocked',
  'protocol.rejected',
];
const losses: readonly Reason[] = ['connection.lost', 'connection.reset', 'connection.timeout'];

/** Fits what a person should do to the case: steps and the advice on retries never contradict each other. */
export function fitToCase(remediation: Remediation, facts: CaseFacts): Remediation {
  const { reason, ruleId, text, retry, uncertain } = facts;
  if (isAboutHello(facts)) return atHello(remediation, facts);
  if (uncertain && losses.includes(reason)) {
    return {
      ...remediation,
      id: `${remediation.id}/uncertain`,
      summary: `${remediation.summary} Nothing tells whether the message had gone out.`,
      steps: [CHECK_FIRST, ...withoutAgain(remediation.steps)],
    };
  }
  const isOfMailbox = reason === 'recipient.unknown' || reason === 'recipient.disabled';
  if (isOfMailbox && (retry.safe || !isSurelyGone(ruleId, text))) {
    const steps = remediation.steps.filter((step) => !step.startsWith('Take the address off'));
    return { ...remediation, steps: [...steps, retry.safe ? TEMPORARY_ADDRESS : DOUBTFUL_ADDRESS] };
  }
  return retry.safe ? remediation : { ...remediation, steps: withoutAgain(remediation.steps) };
}

function withoutAgain(steps: readonly string[]): readonly string[] {
  return steps.filter((step) => !isAgain(step));
}

/** By the phase, or by the mark that Gmail and others put at the end of such a refusal. */
function isAboutHello({ reason, phase, text }: CaseFacts): boolean {
  if (!aboutHello.includes(reason)) return false;
  if (phase === 'ehlo') return true;
  return /\((?:ehlo|helo)\)|\b(?:invalid|bad|bogus|rejected|improper|forged) (?:ehlo|helo)\b|\b(?:ehlo|helo) (?:name|command rejected|argument|hostname|greeting)\b/.test(
    text.slice(0, 2048),
  );
}

function atHello(remediation: Remediation, { reason, retry }: CaseFacts): Remediation {
  const steps = retry.safe ? remediation.steps : withoutAgain(remediation.steps);
  return {
    ...remediation,
    id: `${reason}/ehlo`,
    summary: 'The server does not take the name that this machine gives in EHLO, or not this machine at all.',
    steps: [NAME, ...steps.filter((step) => !/name option|option name|maxConnections/.test(step))],
    audience: 'operator',
  };
}
