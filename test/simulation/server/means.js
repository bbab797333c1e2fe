/** @typedef {import('./server.js').SimulatedServer} SimulatedServer */
/** @typedef {import('./server.js').Step} Step */

/** What a behaviour can do at a step of a dialogue. */
export class Means {
  /** How the login was answered, where this is one. @type {number | undefined} */
  loginCode = undefined;
  #server;
  #step;

  /** @param {SimulatedServer} server @param {Step} step */
  constructor(server, step) {
    this.#server = server;
    this.#step = step;
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

  get secrets() {
    return this.#server.secrets.filter(({ secret }) => this.#server.given.has(secret));
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
    const text = bytes.toString('latin1');
    if (/^[245]\d\d/.test(text)) this.loginCode ??= Number(text.slice(0, 3));
    this.#step.dialogue.wire.say(bytes);
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
