import { publishPace } from '../channels/publish.js';
import { paceChangedRecord } from '../log/record.js';
import { serverOf } from '../nodemailer/facts.js';
import { poolSize } from '../nodemailer/pooled.js';
import type { Transport } from '../nodemailer/shapes.js';
import type { Limits as LifeLimits } from '../options/limits.js';
import type { KnownLimits } from '../pace/limits.js';
import type { Patron, Standing } from '../pace/pace.js';
import type { EventLog } from './events.js';

let count = 0;

/** A wrapped transport, as the pace of its server knows it. */
export class PacePatron implements Patron {
  /** Stands for the server, for messages that are sent without a login. */
  readonly key: string;
  readonly known: KnownLimits;
  readonly patienceMs: number;
  readonly #transport: Transport;
  readonly #log: EventLog;

  constructor(transport: Transport, known: KnownLimits, { stallMs }: LifeLimits, log: EventLog) {
    this.#transport = transport;
    this.known = known;
    this.patienceMs = stallMs;
    this.#log = log;
    count += 1;
    const { host } = transport.options ?? {};
    const server = typeof host === 'string' && host !== '' ? serverOf(transport) : undefined;
    this.key = server ? `${server.host}:${server.port}` : `transport ${count}`;
  }

  get capacity(): number | undefined {
    return poolSize(this.#transport);
  }

  onChanged(standing: Standing): void {
    const { sink, show } = this.#log;
    const server = serverOf(this.#transport);
    const change = { ...standing, ...(server === undefined ? {} : { server }) };
    sink('info', paceChangedRecord(change, show), 'SMTP pace changed');
    publishPace(() => change);
  }
}
