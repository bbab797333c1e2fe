import type { Scrub } from '../../session/scrub.js';
import { authenticate, chooseMechanism } from './authenticate.js';
import { say, sayGoodbye } from './converse.js';
import { Dialogue } from './dialogue.js';
import { encrypt, startTls, withoutTls } from './encrypt.js';
import { type Evidence, StepFailure } from './failure.js';
import { readGreeting, sayHello } from './greet.js';
import type { Plan } from './plan.js';
import { connectTo, resolveHost } from './reach.js';
import { createStepRunner, type RunStep, type StepResult } from './step.js';

/** Why a check stopped, and what was known by then. */
export interface Stop {
  readonly evidence: Evidence;
  readonly greeting?: string;
  readonly mechanisms?: readonly string[];
  readonly transcript: readonly string[];
}

/** What later steps need to know of earlier ones, and a diagnosis of all. */
interface Progress {
  dialogue?: Dialogue;
  greeting?: string;
  mechanisms?: readonly string[];
}

/**
 * Tries a server out, step by step, up to RCPT and no further.
 *
 * @param scrub Takes the secrets out of what the server says.
 * @param report Called when a step is over.
 * @returns Why it stopped, or `undefined` where all went well.
 */
export async function checkServer(
  plan: Plan,
  scrub: Scrub,
  report: (result: StepResult) => void,
): Promise<Stop | undefined> {
  const progress: Progress = {};
  try {
    await walk(plan, scrub, createStepRunner(report), progress);
    return undefined;
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const { greeting, mechanisms, dialogue } = progress;
    return {
      evidence: error.evidence,
      ...(greeting === undefined ? {} : { greeting }),
      ...(mechanisms === undefined ? {} : { mechanisms }),
      transcript: [...(dialogue?.transcript ?? [])],
    };
  } finally {
    progress.dialogue?.end();
  }
}

async function walk(plan: Plan, scrub: Scrub, step: RunStep, progress: Progress): Promise<void> {
  const { target, login, envelope } = plan;
  const addresses = await step('DNS', () => resolveHost(plan));
  const socket = await step('TCP', () => connectTo(plan, addresses));
  const dialogue = new Dialogue(socket, plan.timeoutMs, scrub);
  progress.dialogue = dialogue;
  if (target.secure) await step('TLS', () => encrypt(dialogue, plan));
  progress.greeting = await step('greeting', () => readGreeting(dialogue));
  let offer = await step('EHLO', () => sayHello(dialogue));
  if (!target.secure && offer.startTls) {
    await step('STARTTLS', () => startTls(dialogue, plan));
    // RFC 3207 section 4.2: what was offered before counts for nothing any more.
    offer = await step('EHLO over TLS', () => sayHello(dialogue));
  } else if (!target.secure) {
    await step('STARTTLS', () => withoutTls(plan, socket.remoteAddress ?? ''));
  }
  const { mechanisms } = offer;
  progress.mechanisms = mechanisms;
  const mechanism = await step('AUTH', () => chooseMechanism(mechanisms, plan));
  if (login && mechanism) await step('login', () => authenticate(dialogue, mechanism, login));
  if (envelope) {
    const { from, to } = envelope;
    await step('MAIL', () => say(dialogue, `MAIL FROM:<${from}>`, { phase: 'mail', command: 'MAIL FROM' }));
    for (const recipient of to) {
      await step('RCPT', () =>
        say(dialogue, `RCPT TO:<${recipient}>`, { phase: 'rcpt', command: 'RCPT TO' }),
      );
    }
    await step('RSET', () => say(dialogue, 'RSET', { phase: 'reset', command: 'RSET' }));
  }
  await step('QUIT', () => sayGoodbye(dialogue));
}
