import type { IRedisClient, Job } from 'bullmq';
import type { Script } from './scripts.js';

/** What a job's worker knows of its queue. */
export interface RedisQueue {
  /** Set once the worker is closing. */
  readonly closing: Promise<void> | undefined;
  /** The worker's options, with BullMQ's defaults. */
  readonly opts: { readonly lockDuration: number };
  /** The Redis key of a part of the queue, or of a job by its id. */
  toKey(part: string): string;
  readonly backend: {
    readonly client: Promise<IRedisClient>;
    setRateLimit(milliseconds: number): Promise<void>;
  };
}

/**
 * Finds the queue that a job came from. BullMQ keeps it on the job and gives a processor no other
 * way to it.
 *
 * @throws TypeError for a job of a sandboxed processor, of another backend than Redis, or of BullMQ
 *   before version 6.
 */
export function queueOf(job: Job): RedisQueue {
  return redisQueue(Reflect.get(job, 'queue'));
}

/** Recognises a worker, or a job's queue, that is on Redis; throws as {@link queueOf} does. */
export function redisQueue(queue: unknown): RedisQueue {
  if (!isRedisQueue(queue)) {
    throw new TypeError(
      'Expected a job that a BullMQ 6 worker on Redis took in this process (a sandboxed processor has no connection to Redis).',
    );
  }
  return queue;
}

/** The connections that know our scripts. */
const prepared = new WeakMap<IRedisClient, Set<string>>();

/**
 * Runs a script on the worker's own connection: in order with what BullMQ does on it, also where
 * both wait for Redis to come back.
 */
export async function runScript(
  queue: RedisQueue,
  { name, numberOfKeys, lua }: Script,
  args: readonly (string | number)[],
): Promise<unknown> {
  const client = await queue.backend.client;
  const known = prepared.get(client) ?? new Set();
  prepared.set(client, known);
  if (!known.has(name)) client.defineCommand(name, { numberOfKeys, lua });
  known.add(name);
  return client.runCommand(name, [...args]);
}

function isRedisQueue(value: unknown): value is RedisQueue {
  if (typeof value !== 'object' || value === null) return false;
  const backend: unknown = Reflect.get(value, 'backend');
  return (
    typeof Reflect.get(value, 'toKey') === 'function' &&
    typeof Object(Reflect.get(value, 'opts')).lockDuration === 'number' &&
    typeof backend === 'object' &&
    backend !== null &&
    'client' in backend &&
    typeof Reflect.get(backend, 'setRateLimit') === 'function'
  );
}
