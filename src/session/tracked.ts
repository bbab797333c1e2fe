import { MAX_LINE_LENGTH } from './bounded.js';
import { Session, type TranscriptLine } from './session.js';

/** An attempt to send a message, to which its session is assigned. */
export interface Carried {
  by: Tracked | undefined;
}

/** A line of the dialogue, or that the message was handed to the socket. */
type Heard = TranscriptLine | typeof FINISHED_BODY;

const FINISHED_BODY = Symbol('finished body');

/** The most that waits to be read: more than is heard of an ordinary message. */
const MAX_UNREAD = 20;

/**
 * A session, and what the observer has to know of it. What was heard of one message is read at once,
 * when somebody asks for the session: line by line, with all that Nodemailer does in between, the
 * processor fetches our code anew for each (two fifths of what wrapping adds to its misses, simulated).
 */
export class Tracked {
  readonly id: string;
  attempt: Carried | undefined = undefined;
  /** True once it carried an attempt or was claimed by one; only before that its turn decides. */
  claimed = false;
  established = false;
  ended = false;
  readonly #session: Session;
  #unread: Heard[] = [];

  constructor(id: string) {
    this.id = id;
    this.#session = new Session(id);
  }

  /** The session as it stands after all that was heard. */
  get session(): Session {
    if (this.#unread.length > 0) this.#read();
    return this.#session;
  }

  /** A line went to the server, its secrets masked, or a whole reply came. */
  hear(line: TranscriptLine): void {
    this.#unread.push(line);
    if (line.text.length > MAX_LINE_LENGTH || this.#unread.length >= MAX_UNREAD) this.#read();
  }

  /** The message has been handed to the socket, final dot included. */
  finishedBody(): void {
    this.#unread.push(FINISHED_BODY);
  }

  #read(): void {
    const unread = this.#unread;
    this.#unread = [];
    for (const heard of unread) {
      if (heard === FINISHED_BODY) this.#session.finishedBody();
      else this.#session.heard(heard);
    }
  }
}
