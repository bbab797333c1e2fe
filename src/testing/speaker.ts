import type { Connection } from './connection.js';
import type { Fault } from './faults.js';
import type { Settings } from './options.js';
import { codeOf, toBytes, withoutEnhancedCode } from './replies.js';
import type { Ledger, SessionRecord } from './reports.js';
import type { ScriptPhase, ScriptReader } from './script.js';

/** What the server is about to say, and whether it does what it was asked to do. */
export interface Answer {
  readonly takesEffect: boolean;
  readonly code: number;
  readonly send: () => Promise<void>;
}

/** Thrown through everything when a session has come to its end. */
export class SessionOver extends Error {}

/** Hears what a client says in one session, and speaks to it: as it should, or as the script says. */
export class Speaker {
  readonly settings: Settings;
  readonly session: SessionRecord;
  readonly ledger: Ledger;
  readonly connection: Connection;
  /** How many messages the client has begun. */
  messages = 0;
  readonly #script: ScriptReader;
  #command = '';

  constructor(
    connection: Connection,
    settings: Settings,
    script: ScriptReader,
    ledger: Ledger,
    session: SessionRecord,
  ) {
    this.connection = connection;
    this.settings = settings;
    this.ledger = ledger;
    this.session = session;
    this.#script = script;
  }

  /** The next line from the client; throws {@link SessionOver} when there is none. */
  async hear(): Promise<string> {
    const line = await this.connection.input.line();
    if (line === undefined) this.over('drop');
    this.note(line);
    return line;
  }

  /** Records a line from the client, and takes it for the one to answer. */
  note(line: string): void {
    this.#command = line;
    this.session.commands.push(line);
    this.ledger.changed();
  }

  /** From here on there is no line to answer. */
  forgetCommand(): void {
    this.#command = '';
  }

  setState(state: 'busy' | 'idle'): void {
    // The end of the connection may have overtaken the dialogue.
    if (this.session.state === 'closed') return;
    this.session.state = state;
    this.ledger.changed();
  }

  /** What the script wants done in a phase. */
  ask(phase: ScriptPhase, recipient?: string): Promise<Fault> {
    const { session, messages } = this;
    return this.#script.next(phase, {
      connection: session.id,
      message: messages,
      command: this.#command,
      recipient,
    });
  }

  /** The answer in a phase: the script's, or else the normal one. */
  async decide(phase: ScriptPhase, normal: string, recipient?: string): Promise<Answer> {
    return this.#answer(phase, await this.ask(phase, recipient), normal);
  }

  /** The answer where two phases coincide: what the script says about the first goes first. */
  async decideEither(first: ScriptPhase, second: ScriptPhase, normal: string): Promise<Answer> {
    const fault = await this.ask(first);
    return misbehaves(fault) ? this.#answer(first, fault, normal) : this.decide(second, normal);
  }

  /** Answers in a phase, where nothing hangs on the answer. */
  async say(phase: ScriptPhase, normal: string): Promise<void> {
    const answer = await this.decide(phase, normal);
    await answer.send();
  }

  /** Answers a command that no script is asked about. */
  refuse(reply: string): Promise<void> {
    return this.perform({}, this.#plain(reply));
  }

  /** Does what a fault is; throws {@link SessionOver} where that ends the session. */
  async perform(fault: Fault, normal = ''): Promise<void> {
    const { times = 1, pace = this.settings.pace, intervalMs = 0, ending = 'go-on' } = fault;
    const bytes = toBytes(fault, normal, this.#command);
    for (let time = 0; time < times; time += 1) await this.connection.send(bytes, pace, intervalMs);
    if (ending === 'go-on') return;
    this.setState('busy');
    // A client that finds a RST right behind a reply takes it for a plain end.
    if (ending === 'reset') await this.connection.settle();
    this.over(ending);
  }

  /** Ends the connection, and the session with it. */
  over(ending: 'drop' | 'reset' | 'hang' | 'stall'): never {
    this.connection.end(ending);
    throw new SessionOver();
  }

  #answer(phase: ScriptPhase, fault: Fault, normal: string): Answer {
    const reply = this.#plain(normal);
    const code = codeOf(toBytes(fault, reply, this.#command));
    return {
      takesEffect: fault.takesEffect ?? takesEffect(phase, code),
      code,
      send: () => this.perform(fault, reply),
    };
  }

  #plain(reply: string): string {
    return this.settings.extensions.enhancedStatusCodes ? reply : withoutEnhancedCode(reply);
  }
}

/** Whether a fault is anything else than `'ok'`. */
export function misbehaves(fault: Fault): boolean {
  return Object.keys(fault).length > 0;
}

/** 221 is a positive completion, but of nothing that a client asks for except QUIT. */
function takesEffect(phase: ScriptPhase, code: number): boolean {
  if (code === 221) return phase === 'quit';
  return (code >= 200 && code < 300) || (phase === 'data' && code >= 300 && code < 400);
}
