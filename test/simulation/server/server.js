import { Random } from '../../chaos/random.js';
import { behaviours } from './behaviours/index.js';
import { Dialogue } from './dialogue.js';
import { Means } from './means.js';

/** @typedef {import('../world/clock.js').Clock} Clock */
/** @typedef {import('../world/journal.js').Journal} Journal */
/** @typedef {import('../world/network.js').Dialled} Dialled */
/** @typedef {import('../world/wire.js').Wire} Wire */
/** @typedef {import('./dialogue.js').Phase} Phase */
/** @typedef {import('./dialogue.js').Transaction} Transaction */

/** @typedef {{ readonly user: string, readonly secret: string }} Login */

/**
 * What a server does otherwise than it should, where, and how often.
 *
 * @typedef {object} Fault
 * @property {string} does The behaviour's name.
 * @property {Phase} at
 * @property {number} connection Which one, from 1; 0 for any.
 * @property {number} after How often it does what it should before.
 * @property {number} every 2 for every other time.
 * @property {number} times
 * @property {any} how The behaviour's own parameters.
 */

/**
 * @typedef {object} ServerPlan
 * @property {boolean} lmtp
 * @property {boolean} pipelining
 * @property {string} mechanism
 * @property {number} connections The most at once; 0 for any number.
 * @property {number} perSecond The most messages a second; 0 for any number.
 * @property {readonly Fault[]} faults
 */

/** @typedef {{ readonly phase: Phase, readonly honest: string, readonly proceed: () => void, readonly login: Login | undefined, readonly dialogue: Dialogue }} Step */

/** A message that the server took. @typedef {{ readonly id: string, readonly recipients: readonly string[], readonly text: string, readonly connection: number, readonly at: number }} Acceptance */

/** A behaviour that took place. @typedef {{ readonly does: string, readonly at: Phase, readonly connection: number, readonly id: string | undefined, readonly ms: number, readonly kind: string | undefined }} Mishap */

/** A login that the server answered. @typedef {{ readonly user: string, readonly secret: string, readonly connection: number, readonly isRight: boolean, readonly welcome: boolean, readonly code: number, readonly askedAt: number, readonly ms: number }} LoginReport */

/** Serves all connections of a run, and keeps the truth. */
export class SimulatedServer {
  /** @type {Acceptance[]} */
  acceptances = [];
  /** All that came as a message, taken or not. @type {{ readonly id: string, readonly text: string, readonly at: number }[]} */
  bodies = [];
  /** @type {Mishap[]} */
  mishaps = [];
  /** @type {LoginReport[]} */
  logins = [];
  /** Which connections carried a message. @type {Map<string, number[]>} */
  carriers = new Map();
  /** Whether who has not logged in may send nothing. */
  requiresLogin = false;
  /** The login that somebody tried last: what it can repeat. @type {Login | undefined} */
  told = undefined;
  /** All that opens an account, or ever did. @type {Login[]} */
  secrets = [];
  #clock;
  #journal;
  #plan;
  #chance;
  /** What opens each account. @type {Map<string, readonly string[]>} */
  #accounts = new Map();
  /** @type {{ readonly fault: Fault, left: number, passed: number }[]} */
  #faults;
  /** Recipients that were deferred once. @type {Set<string>} */
  #seen = new Set();
  /** @type {Set<Dialogue>} */
  #open = new Set();
  /** @type {number[]} */
  #recent = [];
  #isHonest = false;
  #limits;

  /** @param {Clock} clock @param {Journal} journal @param {number} seed @param {ServerPlan} plan */
  constructor(clock, journal, seed, plan) {
    this.#clock = clock;
    this.#journal = journal;
    this.#plan = plan;
    this.#limits = { connections: plan.connections, perSecond: plan.perSecond };
    this.#chance = new Random('server', seed);
    this.#faults = plan.faults.map((fault) => ({ fault, left: fault.times, passed: 0 }));
  }

  get extensions() {
    const { pipelining, mechanism } = this.#plan;
    return ['250-sim.test', ...(pipelining ? ['250-PIPELINING'] : []), `250 AUTH ${mechanism} XOAUTH2`].join(
      '\r\n',
    );
  }

  get clock() {
    return this.#clock;
  }

  get chance() {
    return this.#chance;
  }

  /** From here on it does what it should. */
  heal() {
    this.#isHonest = true;
    for (const dialogue of this.#open) dialogue.leave();
  }

  /** What it takes from now on; 0 for any number. @param {{ readonly connections: number, readonly perSecond: number }} limits */
  setLimits(limits) {
    this.#journal.note('limits', limits.connections, limits.perSecond);
    this.#limits = limits;
  }

  /** Another server with the same accounts, which does what it should. What it takes counts as taken. */
  twin() {
    const plan = { ...this.#plan, faults: [], connections: 0, perSecond: 0 };
    const twin = new SimulatedServer(this.#clock, this.#journal, 0, plan);
    const { acceptances, bodies, carriers, requiresLogin, secrets } = this;
    twin.#accounts = this.#accounts;
    return Object.assign(twin, { acceptances, bodies, carriers, requiresLogin, secrets });
  }

  /** The password of an account from now on. @param {string} user @param {string} secret */
  setAccount(user, secret) {
    this.#accounts.set(user, [secret]);
    this.secrets.push({ user, secret });
  }

  /** One more token for an account. @param {string} user @param {string} token */
  addToken(user, token) {
    this.#accounts.set(user, [...(this.#accounts.get(user) ?? []), token]);
    if (!this.secrets.some(({ secret }) => secret === token)) this.secrets.push({ user, secret: token });
  }

  /** @param {Login} login */
  knows({ user, secret }) {
    return secret !== '' && (this.#accounts.get(user) ?? []).includes(secret);
  }

  /** @param {string} user */
  secretOf(user) {
    return this.#accounts.get(user)?.at(-1) ?? '';
  }

  /** @param {string} user */
  secretsOf(user) {
    return this.secrets.filter((login) => login.user === user).map(({ secret }) => secret);
  }

  /** @param {Wire} wire @returns {Dialled} */
  dialled(wire) {
    const fault = this.#faultFor('connect', wire.number);
    if (!fault) return 'accepted';
    this.#happened(fault, wire.number, undefined);
    return fault.how.becomes === 'silence' ? 'silence' : { code: fault.how.becomes };
  }

  /** @param {Wire} wire */
  connected(wire) {
    const dialogue = new Dialogue(this, wire);
    this.#open.add(dialogue);
    dialogue.greet();
  }

  /** @param {Dialogue} dialogue */
  left(dialogue) {
    this.#open.delete(dialogue);
  }

  refusesConnection() {
    const { connections } = this.#limits;
    return connections > 0 && this.#open.size > connections ? '421 4.7.0 Too many connections' : undefined;
  }

  /** @param {boolean} isLoggedIn */
  refusesMessage(isLoggedIn) {
    const { perSecond } = this.#limits;
    if (this.requiresLogin && !isLoggedIn) return '530 5.7.0 Authentication required';
    if (perSecond === 0) return undefined;
    const now = this.#clock.now;
    this.#recent = this.#recent.filter((at) => at > now - 1000);
    if (this.#recent.length >= perSecond) return '450 4.7.1 Too many messages, slow down';
    this.#recent.push(now);
    return undefined;
  }

  /** What becomes of a recipient stands in its address. @param {string} address */
  refusesRecipient(address) {
    if (address.startsWith('gone.')) return '550 5.1.1 No such user';
    if (!address.startsWith('later.') || this.#seen.has(address)) return undefined;
    this.#seen.add(address);
    return '450 4.2.1 Not now';
  }

  /** @param {string} id @param {Dialogue} dialogue */
  began(id, dialogue) {
    const carriers = this.carriers.get(id) ?? [];
    carriers.push(dialogue.number);
    this.carriers.set(id, carriers);
  }

  /** @param {Transaction} transaction */
  heard({ id, text }) {
    this.bodies.push({ id, text, at: this.#clock.now });
  }

  /** @param {Transaction} transaction @param {Dialogue} dialogue */
  accepted({ id, recipients, text }, dialogue) {
    this.#journal.note('accepted', dialogue.number, id, recipients.length, text.length);
    this.acceptances.push({ id, recipients, text, connection: dialogue.number, at: this.#clock.now });
  }

  /** Asked when a connection has nothing to do. @param {Dialogue} dialogue @param {() => void} act */
  rests(dialogue, act) {
    const fault = this.#faults.find(
      ({ fault, left }) => left > 0 && fault.at === 'idle' && concerns(fault, dialogue.number),
    );
    if (fault && !this.#isHonest) this.#clock.in(fault.fault.how.after ?? 1, act);
  }

  /** Answers, or has a behaviour do it. @param {Step} step */
  step(step) {
    const { phase, honest, proceed, dialogue } = step;
    const fault = this.#faultFor(phase, dialogue.number);
    const means = new Means(this, step);
    if (fault) {
      this.#happened(fault, dialogue.number, dialogue.transaction?.id);
      behaviours[fault.does]?.act(means, fault.how);
    } else {
      proceed();
      if (honest !== '') means.say(honest);
    }
  }

  /** @param {Login} login @param {{ readonly code: number, readonly connection: number, readonly askedAt: number }} answer */
  answeredLogin(login, answer) {
    const isRight = this.knows(login);
    this.logins.push({ ...login, ...answer, isRight, welcome: answer.code < 300, ms: this.#clock.now });
  }

  /** @param {Phase} phase @param {number} connection */
  #faultFor(phase, connection) {
    if (this.#isHonest) return undefined;
    for (const entry of this.#faults) {
      const { fault, left } = entry;
      if (left === 0 || fault.at !== phase || !concerns(fault, connection)) continue;
      entry.passed += 1;
      const turn = entry.passed - 1 - fault.after;
      if (turn < 0 || turn % fault.every !== 0) continue;
      entry.left -= 1;
      return fault;
    }
    return undefined;
  }

  /** @param {Fault} fault @param {number} connection @param {string | undefined} id */
  #happened({ does, at, how }, connection, id) {
    this.#journal.note('fault', connection, does, at);
    const kind = behaviours[does]?.kindOf?.(how);
    this.mishaps.push({ does, at, connection, id, ms: this.#clock.now, kind });
  }
}

/** @param {Fault} fault @param {number} connection */
function concerns(fault, connection) {
  return fault.connection === 0 || fault.connection === connection;
}
