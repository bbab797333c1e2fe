import type { Dialogue } from './dialogue.js';
import { StepFailure } from './failure.js';
import { type Login, logIn, type Mechanism, mechanisms } from './log-in.js';
import type { Plan } from './plan.js';
import { expectCode, replyInWords } from './refused.js';
import type { Found } from './step.js';

/** Chooses the mechanism: the one that is wanted, else the first that both sides know. */
export function chooseMechanism(
  offered: readonly string[],
  { login, mechanism }: Plan,
): Found<Mechanism | undefined> {
  const facts = { mechanisms: offered };
  const text = offered.join(', ') || 'none offered';
  if (!login)
    return { value: undefined, text, facts, ...(offered.length === 0 ? { status: 'skipped' } : {}) };
  const about = { phase: 'auth', command: 'EHLO' } as const;
  if (offered.length === 0) {
    throw new StepFailure('no login is offered on this connection', {
      ...about,
      reason: 'auth.not-supported',
    });
  }
  const chosen = mechanisms.find((known) => (mechanism ?? known) === known && offered.includes(known));
  if (!chosen) {
    throw new StepFailure(`${mechanism ?? 'none that we know'} is not among ${text}`, {
      ...about,
      reason: 'auth.mechanism',
    });
  }
  return { value: chosen, text, facts };
}

/** Logs in. */
export async function authenticate(
  dialogue: Dialogue,
  mechanism: Mechanism,
  login: Login,
): Promise<Found<undefined>> {
  const reply = await logIn(dialogue, mechanism, login);
  expectCode(reply, (code) => code === 235, { phase: 'auth', command: `AUTH ${mechanism}` });
  return { value: undefined, text: `${mechanism}: ${replyInWords(reply)}`, facts: { mechanism, reply } };
}
