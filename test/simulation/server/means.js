/** @typedef {import('./server.js').SimulatedServer} SimulatedServer */
/** @typedef {import('./server.js').Step} Step */

/** What a behaviour can do at a step of a dialogue. */
export class Means {
  #server;
  #step;
  /** What was said so far to a login; nothing once it was answered. @type {string | undefined} */
  #said = '';
  #askedAt;

  /** @param {SimulatedServer} server @param {Step} step */
  constructor(server, step) {
    this.#server = server;
    this.#step = step;
    this.#askedAt = server.clock.now;
  }

  get phase() {
    return this.#step.phase;
  }

  /** What an honest server says here; empty where it says nothing. */
  get honest() {
    return this.#step.honest;
  }

  get chance() {
    return this.#server.chance;
  }

  /** The login that the server was told last, on this connection where there was one. */
  get told() {
    return this.#step.dialogue.told ?? this.#server.told;
  }

  /** Does what an honest server does here, but for the reply: takes the message, the recipient, the body that follows. */
  proceed() {
    this.#step.proceed();
  }

  /** @param {string} reply Its last line break is added. */
  say(reply) {
    this.raw(`${reply}\r\n`);
  }

  /** @param {string | Buffer} bytes */
  raw(bytes) {
    this.#step.dialogue.wire.say(bytes);
    if (this.#step.login) this.#answerLogin(this.#step.login, bytes.toString('latin1'));
  }

  /** A login is answered by the last line of the first whole reply. @param {import('./server.js').Login} login @param {string} text */
  #answerLogin(login, text) {
    if (this.#said === undefined) return;
    this.#said += text;
    const line = this.#said
      .split('\r\n')
      .slice(0, -1)
      .find((one) => /^[245]\d\d(?: |$)/.test(one));
    if (line === undefined) return;
    this.#said = undefined;
    this.#server.answeredLogin(login, {
      code: Number(line.slice(0, 3)),
      connection: this.#step.dialogue.number,
      askedAt: this.#askedAt,
    });
  }

  /** @param {number} ms @param {() => void} act */
  after(ms, act) {
    this.#server.clock.in(ms, act);
  }

  /** Says no more, and takes its time to notice that the client has left. */
  fallSilent() {
    this.#step.dialogue.fallSilent();
  }

  /** Reads no more. */
  deafen() {
    this.#step.dialogue.wire.deafen();
  }

  close() {
    this.#step.dialogue.leave();
  }

  /** Ends its own side only. */
  endHalf() {
    this.#step.dialogue.wire.end();
  }

  /** @param {boolean} losing */
  reset(losing) {
    this.#step.dialogue.wire.reset(losing);
    this.#step.dialogue.leave();
  }
}
