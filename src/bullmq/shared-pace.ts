import { randomUUID } from 'node:crypto';
import type { Complaint } from '../gate/pace/complaint.js';
import { LEAST_PER_SECOND } from '../gate/pace/limits.js';
import type { Pace } from '../gate/pace/pace.js';
import type { Share } from '../gate/pace/shares.js';
import { monotonicMs } from '../monotonic.js';
import { loginMark } from '../nodemailer/login.js';
import type { PaceFacts, WrappedMailer } from '../nodemailer/wrapped.js';
import { paceScript } from './pace-script.js';
import { type RedisQueue, runScript } from './queue-of.js';

/** How often processes tell each other what they have, in milliseconds: with something to send, and without. */
const BUSY_MS = 250;
const IDLE_MS = 1000;

/** Who says nothing for so long is gone. */
const GONE_MS = 3000;

/** So long Redis has to answer before each goes on alone. */
const AWAY_MS = 1000;

const shared = new WeakMap<Pace, SharedPace>();

/** Has the pace of a worker's server be that of all workers of its queue; resolves when it knows of the others. */
export function sharePace(queue: RedisQueue, { mailer, pace }: WrappedMailer, salt: string): Promise<void> {
  if (!pace) return Promise.resolve();
  const current = pace.current();
  const known = shared.get(current);
  if (known && !known.isOver) return known.joined;
  const one = new SharedPace(queue, pace, current, `mail:pace:${loginMark(mailer.transporter, salt)}`);
  shared.set(current, one);
  return one.joined;
}

/** One process among those that send to one server. */
class SharedPace {
  readonly joined: Promise<void>;
  readonly #id = randomUUID();
  readonly #queue: RedisQueue;
  readonly #pace: Pace;
  readonly #patron: PaceFacts['patron'];
  readonly #key: string;
  /** What Redis has not heard of yet. */
  #refusals = 0;
  #until = Number.NEGATIVE_INFINITY;
  /** How many refusals for the rate there were when this process asked last. */
  #known: number | undefined = undefined;
  #isAsking = false;
  #timer: NodeJS.Timeout | undefined = undefined;

  constructor(queue: RedisQueue, { patron }: PaceFacts, pace: Pace, part: string) {
    this.#queue = queue;
    this.#pace = pace;
    this.#patron = patron;
    this.#key = queue.toKey(part);
    pace.onComplaint = (complaint) => this.#note(complaint);
    this.joined = this.#tellAndAsk();
  }

  /** Its worker is closing: another one may share the pace. */
  get isOver(): boolean {
    return this.#queue.closing !== undefined;
  }

  #note({ about, afterMs }: Complaint): void {
    if (about === 'rate') this.#refusals += 1;
    if (afterMs !== undefined) this.#until = monotonicMs() + afterMs;
    this.#askIn(0);
  }

  #askIn(milliseconds: number): void {
    if (this.#isAsking || this.isOver) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tellAndAsk(), milliseconds);
    this.#timer.unref();
  }

  async #tellAndAsk(): Promise<void> {
    this.#isAsking = true;
    const away = setTimeout(() => this.#pace.goOnAlone(), AWAY_MS);
    away.unref();
    const refusals = this.#refusals;
    try {
      const told = this.#pace.share;
      const leaveAlone = Math.max(0, Math.ceil(this.#until - monotonicMs()));
      const { isInUse } = this.#pace;
      const answer = await runScript(this.#queue, paceScript, [
        ...[this.#key, this.#id, isInUse ? '1' : '0'],
        ...[told.connections ?? '', told.perSecond ?? ''],
        ...[refusals, leaveAlone, GONE_MS, LEAST_PER_SECOND],
      ]);
      this.#refusals -= refusals;
      this.#learn(answer, told, refusals);
    } catch {
      this.#pace.goOnAlone();
    } finally {
      clearTimeout(away);
      this.#isAsking = false;
      this.#askIn(this.#refusals > 0 ? 0 : this.#pace.isInUse ? BUSY_MS : IDLE_MS);
    }
  }

  #learn(answer: unknown, told: Share, own: number): void {
    const [processes = 1, connections, perSecond, allConnections, allPerSecond, refusals = 0, restMs = 0] =
      Array.isArray(answer) ? answer.map((value) => (value === '' ? undefined : Number(value))) : [];
    const others = this.#known === undefined ? 0 : refusals - this.#known - own;
    this.#known = refusals;
    const hasComplained = {
      connections: allConnections !== undefined && connections === undefined,
      rate: others > 0 || (allPerSecond !== undefined && perSecond === undefined),
    };
    const until = restMs > 0 ? monotonicMs() + restMs : Number.NEGATIVE_INFINITY;
    const given = { connections, perSecond };
    this.#pace.learn({ processes, given, told, until, hasComplained }, this.#patron);
  }
}
