import { anObject, checkFault, expected } from './checks.js';
import { type Action, type Fault, toFault } from './faults.js';

/**
 * Where a script can step in, in the order of a session.
 *
 * - `tls`: before the TLS handshake, after the connection or after the reply to STARTTLS
 * - `ehlo`: EHLO, HELO and LHLO
 * - `auth`: the AUTH command; `auth-challenge`: each 334; `auth-response`: the verdict, when the
 *   credentials are in
 * - `body`: while the message comes in; `final-dot`: the reply to it, in LMTP one for each recipient
 * - `idle`: unasked, after a message, when the client has sent nothing else
 * - `other`: any other command
 */
export const scriptPhases = [
  'tls',
  'greeting',
  'ehlo',
  'starttls',
  'auth',
  'auth-challenge',
  'auth-response',
  'mail',
  'rcpt',
  'data',
  'body',
  'final-dot',
  'idle',
  'rset',
  'quit',
  'other',
] as const;

/** One of {@link scriptPhases}. */
export type ScriptPhase = (typeof scriptPhases)[number];

/** What a step that is a function is told. */
export interface StepContext {
  /** The number of the connection on this server, from 1. */
  readonly connection: number;
  /** The number of the message on this connection, from 1; 0 before the first MAIL. */
  readonly message: number;
  /** How often this phase has come up in this script, from 1. */
  readonly occurrence: number;
  /** The line that the client sent, `'.'` for the final dot, `''` where it sent none. */
  readonly command: string;
  /** The address in question: at RCPT, and at the final dot of LMTP. */
  readonly recipient: string | undefined;
}

/** What a step that is a function returns; `undefined` is `'ok'`. */
export type StepResult = Action | undefined;

/**
 * What the server does at one point: an {@link Action}, or a function that chooses one. The server
 * waits for an asynchronous function, so a test can hold back a reply until it wants it to go out.
 */
export type Step = Action | ((context: StepContext) => StepResult | Promise<StepResult>);

/**
 * What the server does where it should not simply behave. One step stands for every time that the
 * phase comes up. Of an array each time takes the next step, over all connections that share the
 * script, and when they are used up the server behaves.
 *
 * Commands that are out of order or malformed are answered without asking the script.
 *
 * @example
 * const script: Script = {
 *   rcpt: ({ recipient }) => (recipient === 'bob@example.com' ? '550 5.1.1 No such user' : 'ok'),
 *   'final-dot': ['451 4.7.1 Greylisted', 'ok', closing('221 2.0.0 Bye')],
 * };
 */
export type Script = {
  readonly [phase in ScriptPhase]?: Step | readonly (Step | undefined)[];
};

/** Walks through a {@link Script}. */
export class ScriptReader {
  readonly #load: () => Script;
  #script: Script | undefined;
  readonly #occurrences = new Map<ScriptPhase, number>();

  /** `load` is called when the script is first needed, so that a mistake in it shows up in `next`. */
  constructor(load: () => Script) {
    this.#load = load;
  }

  /** The fault for this occurrence of a phase; `{}` where the server is to behave. */
  async next(phase: ScriptPhase, context: Omit<StepContext, 'occurrence'>): Promise<Fault> {
    const occurrence = (this.#occurrences.get(phase) ?? 0) + 1;
    this.#occurrences.set(phase, occurrence);
    const steps = this.#loaded()[phase];
    const step = isList(steps) ? steps[occurrence - 1] : steps;
    if (typeof step !== 'function') return toFault(step ?? 'ok');
    const result = (await step({ ...context, occurrence })) ?? 'ok';
    checkAction(`the result of script['${phase}']`, 'a reply or a fault', result);
    return toFault(result);
  }

  #loaded(): Script {
    if (this.#script === undefined) {
      const script = this.#load();
      checkScript(script);
      this.#script = script;
    }
    return this.#script;
  }
}

/** The reader for each connection: one for all of them, or one of its own. */
export function readerOf(
  script: Script | ((connection: number) => Script),
): (connection: number) => ScriptReader {
  if (typeof script === 'function') return (connection) => new ScriptReader(() => script(connection));
  const reader = new ScriptReader(() => script);
  return () => reader;
}

/** Throws a `TypeError` for a script that cannot be followed. */
export function checkScript(script: Script): void {
  if (!anObject[1](script)) throw expected('a script', anObject[0], script);
  for (const [phase, steps] of Object.entries(script)) {
    if (!scriptPhases.some((known) => known === phase))
      throw expected('each key of script', `one of ${scriptPhases.join(', ')}`, phase);
    for (const step of Array.isArray(steps) ? steps : [steps])
      if (typeof step !== 'function' && step !== undefined)
        checkAction(`script['${phase}']`, 'a reply, a fault, a function or an array of those', step);
  }
}

function checkAction(name: string, what: string, action: unknown): void {
  if (typeof action !== 'string') checkFault(name, what, action);
}

function isList(steps: Script[ScriptPhase]): steps is readonly (Step | undefined)[] {
  return Array.isArray(steps);
}
