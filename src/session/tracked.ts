import { monotonicMs } from '../monotonic.js';
import { MAX_LINE_LENGTH } from './bounded.js';
import { FINISHED_BODY, type Heard, isPlainDialogue } from './plain-dialogue.js';
import type { Scrub } from './scrub.js';
import { withoutSecrets } from './server-text.js';
import { Session, type TranscriptLine } from './session.js';

/** An attempt to send a message, to which its session is assigned. */
export interface Carried {
  by: Tracked | undefined;
  /** Called with its MAIL command; `isFirst` where it is the first one on its connection. */
  onCarried(isFirst: boolean): void;
}

const nothing: readonly Heard[] = [];

/** The most that waits to be read: more than is heard of an ordinary message. */
const MAX_UNREAD = 20;

/**
 * A session, and what the observer has to know of it. What was heard is freed of secrets and read when
 * somebody asks for the session, and of most messages nobody has to.
 */
export class Tracked {
  readonly id: string;
  attempt: Carried | undefined = undefined;
  /** True once it carried an attempt or was claimed by one; only before that its turn decides. */
  claimed = false;
  established = false;
  ended = false;
  /** When something was said on it last, by either side. */
  heardAt = 0;
  readonly #session: Session;
  readonly #scrub: Scrub;
  #unread: Heard[] = [];
  /** The last dialogue that was plain: an earlier one changes nothing that may still be asked for. */
  #plain = nothing;
  /** True where one before it was let go unread. */
  #hasGap = false;

  constructor(id: string, scrub: Scrub) {
    this.id = id;
    this.#scrub = scrub;
    this.#session = new Session(id);
  }

  /** The session as it stands after all that was heard. */
  get session(): Session {
    if (this.#unread.length + this.#plain.length > 0) this.#read();
    return this.#session;
  }

  /** True where the message that was just answered went as nearly all do, and nothing else was said. */
  wentPlainly(): boolean {
    if (!this.#session.isAtRest || !isPlainDialogue(this.#unread)) return false;
    if (this.#plain.length > 0) this.#hasGap = true;
    this.#plain = this.#unread;
    this.#unread = [];
    return true;
  }

  /** A line went to the server, its secrets masked, or a whole reply came. */
  hear(line: TranscriptLine): void {
    this.heardAt = monotonicMs();
    this.#unread.push(line);
    if (line.text.length > MAX_LINE_LENGTH || this.#unread.length >= MAX_UNREAD) this.#read();
  }

  /** The message has been handed to the socket, final dot included. */
  finishedBody(): void {
    this.heardAt = monotonicMs();
    this.#unread.push(FINISHED_BODY);
  }

  #read(): void {
    const session = this.#session;
    if (this.#hasGap) session.forgetTranscript();
    const heard = [...this.#plain, ...this.#unread];
    this.#hasGap = false;
    this.#plain = nothing;
    this.#unread = [];
    for (const one of heard) {
      if (one === FINISHED_BODY) session.finishedBody();
      else session.heard({ from: one.from, text: withoutSecrets(one.text, this.#scrub) });
    }
  }
}
