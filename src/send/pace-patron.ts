import { publishPace } from '../channels/publish.js';
import type { KnownLimits } from '../gate/pace/limits.js';
import type { Pace } from '../gate/pace/pace.js';
import { sharedPaces } from '../gate/pace/paces.js';
import type { Patron, Told } from '../gate/pace/types.js';
import { paceChangedRecord } from '../log/record.js';
import { longWait } from '../long-wait.js';
import { serverOf } from '../nodemailer/facts.js';
import { loginKey } from '../nodemailer/login.js';
import { poolSize } from '../nodemailer/pooled.js';
import { speaksSmtp } from '../nodemailer/recognise.js';
import type { Transport } from '../nodemailer/shapes.js';
import { nextTurn } from '../turns.js';
import type { EventLog } from './events.js';

/** A pool has a connection back two turns after its message. */
const TURNS_TO_GIVE_BACK = 2;

/** What a server takes to notice that a connection is gone. */
const MS_TO_NOTICE = 5;

/** A server that does not answer QUIT is not waited for. */
const LONGEST_GOODBYE_MS = 2000;

let count = 0;

/** A wrapped transport, as the pace of its server knows it. */
export class PacePatron implements Patron {
  /** Stands for the server, for messages that are sent without a login. */
  readonly #server: string;
  readonly known: KnownLimits;
  readonly patienceMs: number;
  readonly #transport: Transport;
  readonly #log: EventLog;
  readonly #isOpen: (sessionId: string) => boolean;
  readonly #closing = new Map<string, () => void>();

  /**
   * @param known The limits that are known from the beginning.
   * @param isOpen Whether a connection of the transport is open.
   */
  constructor(
    transport: Transport,
    known: KnownLimits,
    patienceMs: number,
    log: EventLog,
    isOpen: (sessionId: string) => boolean,
  ) {
    this.#isOpen = isOpen;
    this.#transport = transport;
    this.known = known;
    this.patienceMs = patienceMs;
    this.#log = log;
    count += 1;
    const { host } = transport.options ?? {};
    const server = typeof host === 'string' && host !== '' ? serverOf(transport) : undefined;
    this.#server = server ? `${server.host}:${server.port}` : `transport ${count}`;
  }

  /**
   * The pace of what is sent with these credentials.
   *
   * @param loginKey Stands for them; `undefined` where nobody logs in.
   */
  paceFor(loginKey: string | undefined): Pace {
    return sharedPaces.of(loginKey ?? this.#server);
  }

  /** The pace of what is sent with the transport's own credentials. */
  ownPace(): Pace {
    return this.paceFor(speaksSmtp(this.#transport) ? loginKey(this.#transport) : undefined);
  }

  /** Resolves when a message's connection is closed, or back in its pool. */
  async left(sessionId: string | undefined): Promise<void> {
    if (this.capacity === undefined) {
      if (sessionId !== undefined && this.#isOpen(sessionId)) await this.#closed(sessionId);
      await longWait(MS_TO_NOTICE);
    } else {
      for (let turn = 0; turn < TURNS_TO_GIVE_BACK; turn += 1) await nextTurn();
    }
  }

  /** One of its connections is closed. */
  connectionClosed(sessionId: string): void {
    this.#closing.get(sessionId)?.();
  }

  #closed(sessionId: string): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        this.#closing.delete(sessionId);
        resolve();
      };
      const timer = setTimeout(over, LONGEST_GOODBYE_MS);
      this.#closing.set(sessionId, over);
    });
  }

  get capacity(): number | undefined {
    return poolSize(this.#transport);
  }

  onChanged(pace: Told): void {
    const { sink, show } = this.#log;
    const { standing } = pace;
    const server = serverOf(this.#transport);
    const change = { ...standing, ...(server === undefined ? {} : { server }) };
    sink('info', paceChangedRecord(change, show), 'SMTP pace changed');
    publishPace(() => ({
      ...change,
      get waiting() {
        return pace.waiting;
      },
    }));
  }
}
