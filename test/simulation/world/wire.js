import { Buffer } from 'node:buffer';
import { SimulatedSocket } from './socket.js';

/** @typedef {import('./chance.js').Chance} Chance */
/** @typedef {import('./clock.js').Clock} Clock */

/**
 * How bytes travel: each piece takes its time, and no piece overtakes another one of its direction.
 *
 * @typedef {object} Travel
 * @property {number} fastest In milliseconds.
 * @property {number} slowest
 * @property {'whole' | 'pieces' | 'bytes'} cut
 * @property {number} window What is taken of a writer before its peer has read any of it, in bytes.
 * @property {boolean} joins Whether what is under way at the same time arrives at once.
 */

/**
 * Who is at the server's end.
 *
 * @typedef {object} Peer
 * @property {(bytes: Buffer) => void} onBytes
 * @property {() => void} onEnd The client has said all that it will.
 * @property {() => void} onClosed The connection is gone.
 */

/** @typedef {Buffer | 'end' | 'reset'} Parcel */

/** One direction of a wire. */
class Lane {
  #clock;
  #chance;
  #travel;
  #arrive;
  /** @type {{ readonly parcel: Parcel, readonly at: number }[]} */
  #underWay = [];
  #lastArrival = -1;
  #isCut = false;

  /** @param {Clock} clock @param {Chance} chance @param {Travel} travel @param {(parcel: Parcel) => void} arrive */
  constructor(clock, chance, travel, arrive) {
    this.#clock = clock;
    this.#chance = chance;
    this.#travel = travel;
    this.#arrive = arrive;
  }

  /** @param {Parcel} parcel */
  send(parcel) {
    if (this.#isCut) return;
    if (typeof parcel === 'string') this.#post(parcel);
    else for (const piece of this.#pieces(parcel)) this.#post(piece);
  }

  /** Nothing of what is under way arrives any more. */
  cut() {
    this.#isCut = true;
    this.#underWay = [];
  }

  /** @param {Parcel} parcel */
  #post(parcel) {
    const { fastest, slowest } = this.#travel;
    const at = Math.max(this.#lastArrival, this.#clock.now + this.#chance.integer(fastest, slowest));
    const isAlone = this.#underWay.length === 0 || at > this.#lastArrival;
    this.#lastArrival = at;
    this.#underWay.push({ parcel, at });
    if (isAlone) this.#expect(at);
  }

  /** @param {number} at */
  #expect(at) {
    this.#clock.in(at - this.#clock.now, () => this.#deliver(at));
  }

  /** What arrives at the same time arrives joined, or in a turn of its own. @param {number} at */
  #deliver(at) {
    const [first] = this.#underWay;
    if (first === undefined || first.at > at) return;
    this.#underWay.shift();
    const joined = typeof first.parcel === 'string' ? first.parcel : this.#joined(first.parcel, at);
    const [next] = this.#underWay;
    if (next !== undefined && next.at <= at) this.#expect(at);
    this.#arrive(joined);
  }

  /** @param {Buffer} bytes @param {number} at */
  #joined(bytes, at) {
    const pieces = [bytes];
    while (this.#travel.joins && this.#chance.chance(0.8)) {
      const [next] = this.#underWay;
      if (next === undefined || next.at > at || typeof next.parcel === 'string') break;
      pieces.push(next.parcel);
      this.#underWay.shift();
    }
    return pieces.length === 1 ? bytes : Buffer.concat(pieces);
  }

  /** @param {Buffer} bytes */
  *#pieces(bytes) {
    const { cut } = this.#travel;
    if (cut === 'whole' || bytes.length > 20_000) {
      yield bytes;
      return;
    }
    for (let from = 0; from < bytes.length; ) {
      const to =
        cut === 'bytes' && bytes.length < 100 ? from + 1 : from + this.#chance.integer(1, 1 + bytes.length);
      yield bytes.subarray(from, to);
      from = to;
    }
  }
}

/** A connection: a socket at the client's end, whoever serves it at the other, and two lanes in between. */
export class Wire {
  number;
  socket;
  /** When the client got what had come while its process stood still. @type {number | undefined} */
  heldUntil = undefined;
  /** Whether Nodemailer has its socket, and has to close it. */
  isHandedOver = false;
  #clock;
  /** @type {Peer} */
  peer = { onBytes: () => undefined, onEnd: () => undefined, onClosed: () => undefined };
  /** @type {(parcel: Parcel) => void} Told of what the client is given, as it is given it. */
  onReceived = () => undefined;
  /** @type {(bytes: Buffer) => void} Told of what has left the client. */
  onSent = () => undefined;
  #toServer;
  #toClient;
  #window;
  #isDeaf = false;
  #unread = 0;
  /** @type {(() => void)[]} */
  #writers = [];
  #serverOpen = true;
  #clientOpen = true;
  /** @type {Parcel[]} */
  #inbox = [];
  #isWanted = true;

  /** @param {Clock} clock @param {Chance} chance @param {number} number @param {Travel} travel */
  constructor(clock, chance, number, travel) {
    this.#clock = clock;
    this.#window = travel.window;
    this.number = number;
    this.socket = new SimulatedSocket(this);
    // What a server gets it reads as one stream: there is no use in cutting it small.
    this.#toServer = new Lane(clock, chance, { ...travel, cut: 'whole', joins: true }, (parcel) =>
      this.#atServer(parcel),
    );
    this.#toClient = new Lane(clock, chance, travel, (parcel) => this.#atClient(parcel));
  }

  /** @param {Buffer} bytes @param {() => void} done */
  fromClient(bytes, done) {
    this.onSent(bytes);
    this.#unread += bytes.length;
    this.#toServer.send(bytes);
    if (this.#unread <= this.#window) done();
    else this.#writers.push(done);
  }

  finFromClient() {
    this.#toServer.send('end');
  }

  closedByClient() {
    if (!this.#clientOpen) return;
    this.#clientOpen = false;
    this.#toClient.cut();
    this.#inbox = [];
    this.#toServer.send('reset');
  }

  /** The client's stream has room again. */
  wanted() {
    this.#isWanted = true;
    while (this.#isWanted && this.#inbox.length > 0) this.#give(this.#inbox.shift());
  }

  /** @param {Buffer | string} bytes Text as latin1: what servers send need not be UTF-8. */
  say(bytes) {
    if (this.#serverOpen)
      this.#toClient.send(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  }

  /** The server says no more, and goes on listening. */
  end() {
    if (this.#serverOpen) this.#toClient.send('end');
  }

  /** The server closes its end: what comes from the client now is answered with a reset. */
  close() {
    if (!this.#serverOpen) return;
    this.#toClient.send('end');
    this.#serverOpen = false;
  }

  /** @param {boolean} losing Whether it takes with it what is still under way. */
  reset(losing = false) {
    if (!this.#serverOpen) return;
    this.#serverOpen = false;
    if (losing) {
      this.#toClient.cut();
      this.#atClient('reset');
    } else this.#toClient.send('reset');
  }

  /** The server reads no more. */
  deafen() {
    this.#isDeaf = true;
  }

  /** @param {Parcel} parcel */
  #atServer(parcel) {
    if (!this.#serverOpen) {
      if (Buffer.isBuffer(parcel)) this.#toClient.send('reset');
      return;
    }
    if (parcel === 'reset') {
      this.#serverOpen = false;
      this.peer.onClosed();
      return;
    }
    if (this.#isDeaf) return;
    if (parcel === 'end') {
      this.peer.onEnd();
      return;
    }
    this.#unread -= parcel.length;
    this.peer.onBytes(parcel);
    if (this.#unread > this.#window) return;
    for (const done of this.#writers.splice(0)) done();
  }

  /** @param {Parcel} parcel */
  #atClient(parcel) {
    if (!this.#clientOpen) return;
    if (this.#clock.isFrozen) {
      this.heldUntil = undefined;
      this.#clock.whenThawed(() => {
        this.heldUntil = this.#clock.now;
        this.#atClient(parcel);
      });
      return;
    }
    if (parcel === 'reset') {
      this.onReceived(parcel);
      this.socket.destroy(
        Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read', errno: -104 }),
      );
      return;
    }
    if (this.#isWanted && this.#inbox.length === 0) this.#give(parcel);
    else this.#inbox.push(parcel);
  }

  /** @param {Parcel | undefined} parcel */
  #give(parcel) {
    if (parcel === undefined || parcel === 'reset' || this.socket.destroyed) return;
    this.onReceived(parcel);
    this.#isWanted = this.socket.arrive(parcel === 'end' ? null : parcel);
  }
}
