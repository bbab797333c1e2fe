import { setTimeout as wait } from 'node:timers/promises';
import { certificate, scriptPhases, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { idIn } from './messages.js';
import { connectionFault, messageFault, victim } from './plan.js';

/** @typedef {import('nodemailer-smtp-errors/testing').Action} Action */
/** @typedef {import('nodemailer-smtp-errors/testing').Script} Script */
/** @typedef {import('nodemailer-smtp-errors/testing').ScriptPhase} ScriptPhase */
/** @typedef {import('nodemailer-smtp-errors/testing').ScriptedServer} ScriptedServer */
/** @typedef {import('nodemailer-smtp-errors/testing').SessionReport} SessionReport */
/** @typedef {import('nodemailer-smtp-errors/testing').StepContext} StepContext */
/** @typedef {import('./faults.js').Fault} Fault */
/** @typedef {import('./plan.js').Group} Group */
/** @typedef {import('./plan.js').Send} Send */

/** A fault that really happened. @typedef {{ connection: number, phase: ScriptPhase, name: string, id?: string | undefined, attempt?: number }} Mishap */
/** One attempt to hand over a message, as the server sees it. @typedef {{ id: string, number: number, recipients: number, rcpts: number, dots: number }} Attempt */

export { certificate };

/**
 * How long connections may take to go when nobody sends any more: Nodemailer gives a server five
 * seconds to close its side.
 */
const PARTING_MS = 10_000;

/** The server of a group, over all its crashes. */
export class ChaosServer {
  /** Every fault so far. @type {Mishap[]} */
  mishaps = [];
  /** Called when a message gets to a phase. @type {(id: string, phase: ScriptPhase) => void} */
  onPhase = () => undefined;
  #group;
  /** @type {ScriptedServer[]} */
  #lives = [];
  /** @type {Map<string, Send>} */
  #sends;
  #connections = 0;
  #mails = 0;
  /** @type {Map<string, number>} */
  #attempts = new Map();
  /** @type {Map<string, number>} */
  #deferrals = new Map();
  /** Connections that the server does not read from any more: it cannot see their end. @type {Set<string>} */
  #deaf = new Set();
  /** @type {Promise<void>} */
  #crash = Promise.resolve();

  /** @param {Group} group */
  constructor(group) {
    this.#group = group;
    this.#sends = new Map(group.sends.map((send) => [send.id, send]));
  }

  get host() {
    return this.#lives[0]?.host ?? '';
  }

  get port() {
    return this.#lives[0]?.port ?? 0;
  }

  get connections() {
    return this.#connections;
  }

  /** What was really accepted, from each life. */
  get messages() {
    return this.#lives.flatMap(({ messages }) => messages);
  }

  get sessions() {
    return this.#lives.flatMap(({ sessions }) => sessions);
  }

  /** How often a client began to hand over a message. @param {string} id */
  attemptsOf(id) {
    return this.#attempts.get(id) ?? 0;
  }

  async start() {
    const { mode, encryption, mechanism, user, secret, pipelining, pace } = this.#group;
    const life = this.#lives.length;
    const server = await startScriptedServer({
      accounts: { [user]: secret },
      mechanisms: [mechanism],
      requireAuth: true,
      secure: encryption === 'implicit',
      requireTls: encryption === 'starttls',
      lmtp: mode === 'lmtp',
      extensions: { size: false, pipelining },
      pace,
      port: this.port,
      script: (connection) => this.#scriptFor(life, connection),
    });
    this.#lives.push(server);
  }

  /** Says goodbye to whoever is idle. @param {string} reply */
  async sayGoodbye(reply) {
    // A crash may come first, and then there is nobody left.
    await this.#lives
      .at(-1)
      ?.sayGoodbye(reply)
      .catch(() => undefined);
  }

  /**
   * Waits until nobody talks any more: then it is settled what was accepted.
   *
   * @returns {Promise<readonly SessionReport[]>} The connections that a client has left open.
   */
  async settled() {
    await this.#crash;
    const timeout = new AbortController();
    const life = this.#lives.length - 1;
    const left = () =>
      (this.#lives[life]?.sessions ?? []).filter(
        ({ id, state }) => state !== 'closed' && !this.#deaf.has(`${life}/${id}`),
      );
    await Promise.race([
      this.#lives[life]?.until(() => left().length === 0),
      wait(PARTING_MS, undefined, { signal: timeout.signal }).catch(() => undefined),
    ]).catch(() => undefined);
    timeout.abort();
    return left();
  }

  async close() {
    await Promise.all(this.#lives.map((life) => life.close()));
  }

  /** @param {number} life @param {number} connection @returns {Script} */
  #scriptFor(life, connection) {
    this.#connections += 1;
    const number = this.#connections;
    const faults = new Map(Object.entries(connectionFault(this.#group, number)));
    /** @type {Attempt | undefined} */
    let attempt;

    /** @param {ScriptPhase} phase @returns {(context: StepContext) => Action} */
    const step = (phase) => (context) => {
      if (phase === 'mail') attempt = this.#begin(context.command);
      const ofConnection = faults.get(phase);
      faults.delete(phase);
      const carried = isOfMessage(phase) ? attempt : undefined;
      if (carried) this.onPhase(carried.id, phase);
      const [name, action] =
        ofConnection ?? (carried ? this.#answer(carried, phase, context.recipient) : fine);
      if (action === 'ok') return action;
      const ofMessage = carried ? { id: carried.id, attempt: carried.number } : {};
      this.mishaps.push({ connection: number, phase, name, ...ofMessage });
      if (typeof action === 'object' && action.ending === 'stall') this.#deaf.add(`${life}/${connection}`);
      return action;
    };
    return Object.fromEntries(scriptPhases.map((phase) => [phase, step(phase)]));
  }

  /** @param {string} command @returns {Attempt} */
  #begin(command) {
    const id = idIn(/^MAIL FROM:<([^>]*)>/.exec(command)?.[1] ?? '') ?? '';
    const number = (this.#attempts.get(id) ?? 0) + 1;
    this.#attempts.set(id, number);
    this.#mails += 1;
    const { crash } = this.#group;
    if (crash?.atMail === this.#mails) this.#crash = this.#dieAndComeBack(crash.downMs);
    return { id, number, recipients: this.#sends.get(id)?.recipients.length ?? 1, rcpts: 0, dots: 0 };
  }

  /** @param {Attempt} attempt @param {ScriptPhase} phase @param {string | undefined} recipient @returns {Fault} */
  #answer(attempt, phase, recipient) {
    const { id, number } = attempt;
    const faults = messageFault(this.#group, id, number);
    const fault = faults[phase];
    if (recipient === undefined) return fault ?? fine;
    // Where there is a reply for each recipient, a fault hits one of them; but who had enough in the body
    // takes the message for nobody.
    const reply = phase === 'rcpt' ? ++attempt.rcpts : ++attempt.dots;
    const hit = victim(this.#group, id, number, attempt.recipients);
    if (fault && (reply === hit || (phase === 'final-dot' && faults.body))) return fault;
    return this.#fateOf(id, phase, recipient);
  }

  /** LMTP has a second chance to refuse a recipient. @param {string} id @param {ScriptPhase} phase @param {string} address @returns {Fault} */
  #fateOf(id, phase, address) {
    const recipient = this.#sends.get(id)?.recipients.find((candidate) => candidate.address === address);
    const decides = this.#group.mode === 'lmtp' ? 'final-dot' : 'rcpt';
    if (recipient === undefined || phase !== decides) return fine;
    if (recipient.fate === 'refused') return ['recipient refused', '550 5.1.1 No such user'];
    const deferrals = this.#deferrals.get(address) ?? 0;
    if (recipient.fate === 'welcome' || deferrals >= recipient.times) return fine;
    this.#deferrals.set(address, deferrals + 1);
    return ['recipient deferred', '450 4.2.2 Mailbox full'];
  }

  /** @param {number} downMs */
  async #dieAndComeBack(downMs) {
    this.mishaps.push({ connection: this.#connections, phase: 'other', name: `crash for ${downMs} ms` });
    await this.#lives.at(-1)?.kill();
    await wait(downMs);
    // Somebody else may have taken the port: then this server has come to stay dead.
    await this.start().catch(() => undefined);
  }
}

/** @type {Fault} */
const fine = ['', 'ok'];

/** @param {ScriptPhase} phase */
function isOfMessage(phase) {
  return ['mail', 'rcpt', 'data', 'body', 'final-dot'].includes(phase);
}
