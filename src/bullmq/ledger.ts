import { randomUUID } from 'node:crypto';
import type { CoolDown } from '../gate/login/types.js';
import { type RedisQueue, runScript } from './queue-of.js';
import {
  beginScript,
  deliveredScript,
  endTrialScript,
  markScript,
  refusedScript,
  type Script,
  suspendedScript,
  turnedAwayScript,
  unmarkScript,
} from './scripts.js';

/** Whether a job may be sent, and why not. */
export type Admission =
  /** It may. `trial`: as the only one at present, to find out whether the login works. */
  | { readonly verdict: 'send'; readonly trial: boolean }
  /** Its message was delivered, and the result is known. */
  | { readonly verdict: 'delivered'; readonly result: string }
  /** Somebody was about to send it, and nobody knows whether it was. */
  | { readonly verdict: 'interrupted'; readonly sender: string }
  /** Another job's trial is not over yet. */
  | { readonly verdict: 'wait' }
  /** A login was refused. */
  | { readonly verdict: 'suspended'; readonly waitMs: number };

/** What Redis is told, and asked, of one job while one worker has it. */
export interface Ledger {
  begin(): Promise<Admission>;
  /** Marks the job as one whose body may be out; false where it is not this worker's any more. */
  mark(): Promise<boolean>;
  /** Takes back this worker's mark, or another's. */
  unmark(sender?: string): Promise<void>;
  delivered(result: string): Promise<void>;
  /** A login was refused; says for how long nobody shall try, in milliseconds. */
  refused(coolDown: CoolDown): Promise<number>;
  /** This process tries no login at present; says for how long nobody shall try, in milliseconds. */
  turnedAway(forMs: number): Promise<number>;
  /** Notes that the queue waits for this login. */
  suspended(forMs: number): Promise<void>;
  /** Ends this job's trial, if it has one. */
  endTrial(proven: boolean): Promise<void>;
}

/** What a ledger needs to know. */
export interface LedgerOptions {
  readonly queue: RedisQueue;
  readonly jobId: string;
  /** The token of the job's lock. */
  readonly token: string;
  readonly guarded: boolean;
  /** Tells the worker's credentials from other ones. */
  readonly login: string;
}

/** The Redis key of whose login the queue waits for. */
export const SUSPENDED = 'mail:suspended';

export function openLedger({ queue, jobId, token, guarded, login }: LedgerOptions): Ledger {
  const jobKey = queue.toKey(jobId);
  const lockKey = `${jobKey}:lock`;
  const loginKey = queue.toKey(`mail:login:${login}`);
  // Not the token: the same worker may have the same job again under the same token.
  const holder = randomUUID();
  const run = (script: Script, ...args: (string | number)[]) => runScript(queue, script, args);
  const flag = (value: boolean) => (value ? '1' : '0');

  return {
    begin: async () =>
      readAdmission(await run(beginScript, jobKey, lockKey, loginKey, token, holder, flag(guarded))),
    mark: async () => (await run(markScript, jobKey, lockKey, token, holder)) === 1,
    unmark: async (sender = holder) => void (await run(unmarkScript, jobKey, sender)),
    delivered: async (result) => void (await run(deliveredScript, jobKey, holder, result)),
    refused: async ({ firstMs, longestMs }) =>
      Number(await run(refusedScript, loginKey, holder, firstMs, longestMs)),
    turnedAway: async (forMs) => Number(await run(turnedAwayScript, loginKey, holder, Math.ceil(forMs))),
    suspended: async (forMs) => void (await run(suspendedScript, queue.toKey(SUSPENDED), login, forMs)),
    endTrial: async (proven) => void (await run(endTrialScript, loginKey, holder, flag(proven))),
  };
}

function readAdmission(answer: unknown): Admission {
  const [verdict, detail]: unknown[] = Array.isArray(answer) ? answer : [];
  switch (verdict) {
    case 'delivered':
      return { verdict, result: String(detail) };
    case 'interrupted':
      return { verdict, sender: String(detail) };
    case 'wait':
      return { verdict };
    case 'suspended':
      return { verdict, waitMs: Math.max(1, Number(detail)) };
    default:
      return { verdict: 'send', trial: verdict === 'trial' };
  }
}
