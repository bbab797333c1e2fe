import { didYouMean } from '../suggest.js';
import { UsageError } from '../usage-error.js';
import { findPassword } from './ask-password.js';
import { type Mechanism, mechanisms } from './log-in.js';
import type { Plan } from './plan.js';
import { readTarget } from './target.js';

const DEFAULT_TIMEOUT_S = 10;
const LONGEST_TIMEOUT_S = 600;

/** The options of `check` as they were given. */
export interface CheckValues {
  readonly user?: string | undefined;
  readonly auth?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: readonly string[] | undefined;
  readonly timeout?: string | undefined;
  readonly 'allow-plaintext'?: boolean | undefined;
  readonly insecure?: boolean | undefined;
}

/** Makes the plan of a check, and asks for the password if it needs one. */
export async function readPlan(positionals: readonly string[], values: CheckValues): Promise<Plan> {
  const [server, ...more] = positionals;
  if (server === undefined || more.length > 0) {
    throw new UsageError(
      'One server is needed: smtp://user@host:587, or the name of a service such as gmail.',
    );
  }
  const target = await readTarget(server);
  const timeoutMs = toTimeout(values.timeout) * 1000;
  const mechanism = values.auth === undefined ? undefined : toMechanism(values.auth);
  const envelope = toEnvelope(values);
  const user = values.user ?? target.user;
  if (user === undefined && mechanism !== undefined) {
    throw new UsageError('--auth needs a user to log in: smtp://user@host, or --user.');
  }
  const login = user === undefined ? undefined : { user, secret: await findPassword(user) };
  return {
    target: { ...target, ...(user === undefined ? {} : { user }) },
    timeoutMs,
    ...(login === undefined ? {} : { login }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(envelope === undefined ? {} : { envelope }),
    allowPlaintext: values['allow-plaintext'] ?? false,
    insecure: values.insecure ?? false,
  };
}

function toTimeout(text = String(DEFAULT_TIMEOUT_S)): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= LONGEST_TIMEOUT_S) return seconds;
  throw new UsageError(
    `--timeout takes seconds, from 0.1 to ${LONGEST_TIMEOUT_S}; got ${JSON.stringify(text)}.`,
  );
}

function toMechanism(text: string): Mechanism {
  const known = mechanisms.find((name) => name === text.toUpperCase());
  if (known !== undefined) return known;
  const suggestion = didYouMean(text, mechanisms);
  throw new UsageError(
    `--auth takes one of ${mechanisms.join(', ')}; got ${JSON.stringify(text)}.${suggestion}`,
  );
}

function toEnvelope({ from, to }: CheckValues): Plan['envelope'] {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) throw new UsageError('--from and --to go together: give both.');
  for (const address of [from, ...to]) {
    // An angle bracket or a line break would be a command of its own. An empty sender is a bounce's.
    if (/[<>\s]|\p{Cc}/u.test(address)) {
      throw new UsageError(
        `${JSON.stringify(address)} is no address: expected user@example.com, without brackets.`,
      );
    }
  }
  return { from, to };
}
