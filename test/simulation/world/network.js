import http from 'node:http';
import net from 'node:net';
import { Random } from '../../chaos/random.js';
import { Tap } from './tap.js';
import { Wire } from './wire.js';

/** @typedef {import('./clock.js').Clock} Clock */
/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('./socket.js').SimulatedSocket} SimulatedSocket */
/** @typedef {import('./wire.js').Travel} Travel */

/** What comes of a connection attempt. @typedef {'accepted' | 'silence' | { readonly code: string }} Dialled */

/**
 * A program that listens.
 *
 * @typedef {object} Listener
 * @property {boolean} speaksSmtp
 * @property {(wire: Wire) => Dialled} dialled
 * @property {(wire: Wire) => void} connected
 */

/** An address that no machine has (RFC 5737). */
export const ADDRESS = '192.0.2.1';

let servers = 0;

/**
 * An address that no run before had (RFC 2544's range): what a process remembers of a server, refused logins
 * above all, must not be known to the next run.
 */
export function freshAddress() {
  servers += 1;
  return `198.18.${(servers >> 8) & 0xff}.${servers & 0xff}`;
}

/** All connections of a run, and who listens at which port. */
export class Network {
  /** @type {{ readonly wire: Wire, readonly tap: Tap, readonly at: number }[]} */
  connections = [];
  #clock;
  #journal;
  #seed;
  #travel;
  /** @type {Map<number, Listener>} */
  #listeners = new Map();

  /** @param {Clock} clock @param {Journal} journal @param {number} seed @param {Travel} travel */
  constructor(clock, journal, seed, travel) {
    this.#clock = clock;
    this.#journal = journal;
    this.#seed = seed;
    this.#travel = travel;
  }

  /** @param {number} port @param {Listener} listener */
  listen(port, listener) {
    this.#listeners.set(port, listener);
  }

  /** Has all sockets that the process opens be simulated ones. Returns what undoes that. */
  install() {
    const { connect } = net;
    const { createConnection } = /** @type {any} */ (http.Agent.prototype);
    /** @param {{ port: number }} options @param {() => void} [whenConnected] */
    const dial = ({ port }, whenConnected) => {
      const socket = this.#dial(Number(port), { address: ADDRESS, port: Number(port) }, (error) => {
        if (error) socket.destroy(error);
      });
      socket.wire.isHandedOver = true;
      if (whenConnected) socket.once('connect', whenConnected);
      return socket;
    };
    Object.assign(net, { connect: dial });
    Object.assign(http.Agent.prototype, {
      /** @param {{ port: number }} options */
      createConnection: (options) => dial(options),
    });
    return () => {
      Object.assign(net, { connect });
      Object.assign(http.Agent.prototype, { createConnection });
    };
  }

  /**
   * A channel through something else, an SSH connection for one: it does not know its peer.
   *
   * @param {number} port @param {(error: Error | null, channel?: { connection: SimulatedSocket }) => void} done
   */
  tunnel(port, done) {
    const socket = this.#dial(port, undefined, (error) => {
      if (error) done(error);
      else {
        socket.wire.isHandedOver = true;
        done(null, { connection: socket });
      }
    });
  }

  /** Sockets that the process has neither closed nor destroyed. */
  get open() {
    return this.connections
      .filter(({ wire }) => wire.isHandedOver && !wire.socket.destroyed)
      .map(({ wire }) => wire.number);
  }

  /** @param {number} port @param {{ address: string, port: number } | undefined} peer @param {(error?: Error) => void} settled */
  #dial(port, peer, settled) {
    const number = this.connections.length + 1;
    const chance = new Random('wire', this.#seed, number);
    const wire = new Wire(this.#clock, chance, number, this.#travel);
    const tap = new Tap(() => this.#clock.now);
    this.connections.push({ wire, tap, at: this.#clock.now });
    const listener = this.#listeners.get(port);
    if (listener?.speaksSmtp) this.#listenIn(wire, tap);
    const outcome = listener?.dialled(wire) ?? { code: 'ECONNREFUSED' };
    this.#journal.note('dial', number, port, typeof outcome === 'string' ? outcome : outcome.code);
    if (outcome === 'silence') return wire.socket;
    this.#clock.inProcess(1 + chance.integer(this.#travel.fastest, this.#travel.slowest), () => {
      if (wire.socket.destroyed) return;
      if (typeof outcome === 'object') {
        settled(
          Object.assign(new Error(`connect ${outcome.code} ${ADDRESS}:${port}`), outcome, {
            syscall: 'connect',
          }),
        );
        return;
      }
      wire.socket.connected(peer);
      listener?.connected(wire);
      settled();
    });
    return wire.socket;
  }

  /** @param {Wire} wire @param {Tap} tap */
  #listenIn(wire, tap) {
    wire.onReceived = (parcel) => {
      this.#journal.note('<', wire.number, describe(parcel));
      tap.received(parcel);
    };
    wire.onSent = (bytes) => {
      this.#journal.note('>', wire.number, describe(bytes));
      tap.sent(bytes);
    };
  }
}

/** @param {Buffer | string} parcel */
function describe(parcel) {
  if (typeof parcel === 'string') return parcel;
  return parcel.length > 300
    ? `${parcel.toString('latin1', 0, 300)}… ${parcel.length}`
    : parcel.toString('latin1');
}
