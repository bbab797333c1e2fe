import { isOpen } from './commands.js';
import { Dialogue } from './dialogue.js';
import type { OutOfStep } from './in-step.js';
import type { LogLine, LogObserver } from './log-line.js';
import type { Scrub } from './scrub.js';
import { withoutSecrets } from './server-text.js';
import type { Session, SessionReply } from './session.js';

/** An attempt to send a message, to which its session is assigned. */
export interface Carried {
  by: Session | undefined;
  /** Called with its MAIL command; `isFirst` where it is the first one on its connection. */
  onCarried(isFirst: boolean): void;
}

/** Told of what happens on the connections. */
export interface SessionEvents {
  readonly onOpened: (session: Session) => void;
  /** Called with each AUTH command. */
  readonly onLogin: () => void;
  /** Asked with each reply. */
  readonly wantsReplies: () => boolean;
  /** Called with a reply that is wanted, as it comes. */
  readonly onReply: (session: Session, reply: SessionReply) => void;
  /** Called once for each connection that was established, after its end. */
  readonly onClosed: (session: Session) => void;
}

export interface SessionObserver extends LogObserver {
  /** Says that nothing on a connection proves anything any more, from now on. */
  onOutOfStep(sid: string, why: OutOfStep): void;
  /** Says that the next MAIL command, if it follows in this very turn, belongs to this attempt. */
  expect(attempt: Carried): void;
  /**
   * The session of an attempt that ends in this very turn: the one that carried its MAIL command,
   * or else the one that wrote a log line just now. The session is free for the next attempt then.
   */
  claim(attempt: Pick<Carried, 'by'>): Session | undefined;
  /** The sessions that are open now. */
  readonly openSessions: number;
  /** Whether a connection is open. */
  isOpen(sid: string): boolean;
}

/** A session, and what it is good for. */
interface Tracked {
  readonly dialogue: Dialogue;
  /** Only of a new one its turn decides who claims it; one that is left carried an attempt, or was claimed. */
  use: 'new' | 'carrying' | 'left';
}

const settled = Promise.resolve();

const CLOSING = 'Closing connection to the server';
const CLOSED = 'Connection closed';

// These end a connection from the outside; Nodemailer's other codes are its own verdicts.
const brokenConnectionCodes: Readonly<Record<string, true>> = {
  ECONNECTION: true,
  ESOCKET: true,
  ETIMEDOUT: true,
};

/**
 * Reads Nodemailer's log stream and keeps a {@link Session} for each open connection.
 *
 * It leans on two facts that hold in every Nodemailer since 6: a connection's log line is written
 * before, and in the same synchronous turn as, the callback that it causes; and
 * `createReadStream()` of a message is called in the same turn as its MAIL command is logged.
 *
 * @param scrub Takes the secrets out of all that is said, before anything else is done with it.
 */
export function observeSessions(events: SessionEvents, scrub: Scrub): SessionObserver {
  const { onOpened, onLogin, onReply, wantsReplies, onClosed } = events;
  const open = new Map<string, Tracked>();
  const routineErrors = new WeakSet<Error>();
  let expected: Carried | undefined;
  let current: Tracked | undefined;
  let turnEnds = false;

  function endWithTurn(): void {
    if (turnEnds) return;
    turnEnds = true;
    // As queueMicrotask, which costs more: it keeps an async context for its callback.
    settled.then(turnEnded);
  }

  function turnEnded(): void {
    turnEnds = false;
    expected = undefined;
    current = undefined;
  }

  function trackedFor(line: LogLine): Tracked | undefined {
    if (line.sid === undefined) return undefined;
    const known = open.get(line.sid);
    // A late line of a connection that is gone must not bring it back.
    if (known || !(line.established || line.tnx === 'dns' || line.error)) return known;
    const born: Tracked = { dialogue: new Dialogue(line.sid), use: 'new' };
    open.set(line.sid, born);
    return born;
  }

  function end({ dialogue }: Tracked): void {
    // Lines of the same turn still belong to the session: the error after "Connection closed".
    queueMicrotask(() => {
      if (open.delete(dialogue.id) && dialogue.isFollowed) onClosed(dialogue);
    });
  }

  function touch(tracked: Tracked): Tracked {
    current = tracked;
    // Of a session that was claimed before, nothing hangs on the turn.
    if (tracked.use === 'new') endWithTurn();
    return tracked;
  }

  function touched(sid: string): Tracked | undefined {
    const tracked = open.get(sid);
    return tracked && touch(tracked);
  }

  function carry(tracked: Tracked, attempt: Carried): void {
    tracked.use = 'carrying';
    attempt.by = tracked.dialogue;
    expected = undefined;
  }

  function sent(tracked: Tracked, text: string): void {
    if (text.startsWith('AUTH')) onLogin();
    // Nodemailer masks its own logins, not those of a custom mechanism; of the rest it is what is sent.
    tracked.dialogue.sent(isOpen(text) ? text : withoutSecrets(text, scrub));
    if (!expected || !text.startsWith('MAIL FROM:')) return;
    const attempt = expected;
    const isFirst = tracked.use === 'new';
    carry(tracked, attempt);
    attempt.onCarried(isFirst);
  }

  function received({ dialogue }: Tracked, text: string): void {
    dialogue.received(withoutSecrets(text, scrub));
    if (dialogue.lastReply && wantsReplies()) onReply(dialogue, dialogue.lastReply);
  }

  function happened(tracked: Tracked, { tnx, text, error, established }: LogLine): void {
    const { dialogue } = tracked;
    if (established) {
      dialogue.connected();
      onOpened(dialogue);
    } else if (text.startsWith(CLOSING)) {
      end(tracked);
    } else if (tnx === 'network' && text === CLOSED) {
      dialogue.leftByServer();
      end(tracked);
    }
    if (error && brokenConnectionCodes[codeOf(error)]) dialogue.leftByServer();
  }

  function follow(tracked: Tracked, line: LogLine): void {
    if (line.tnx === 'client') sent(tracked, line.text);
    else if (line.tnx === 'server') received(tracked, line.text);
    else if (line.messageSent) tracked.dialogue.finishedBody();
    else happened(tracked, line);
  }

  /** A farewell on a connection with nothing in flight is no news for anybody. */
  function isRoutine({ dialogue, use }: Tracked): boolean {
    return dialogue.phase === 'quit' || (use === 'left' && dialogue.closure === 'server');
  }

  return {
    observe(line) {
      const tracked = trackedFor(line);
      if (!tracked) {
        if (!line.error) return line.level;
        // Before 10 a connection logs its failure without the error, and the pool follows in the same turn.
        const isKnown = routineErrors.has(line.error) || (current !== undefined && isRoutine(current));
        return isKnown ? 'debug' : line.level;
      }
      touch(tracked);
      follow(tracked, line);
      if (line.level !== 'warn' && line.level !== 'error') return line.level;
      if (!isRoutine(tracked)) return line.level;
      if (line.error) routineErrors.add(line.error);
      return 'debug';
    },
    sent(sid, text) {
      const tracked = touched(sid);
      if (tracked) sent(tracked, text);
    },
    received(sid, text) {
      const tracked = touched(sid);
      if (tracked) received(tracked, text);
    },
    finishedBody(sid) {
      touched(sid)?.dialogue.finishedBody();
    },
    onOutOfStep(sid, why) {
      const tracked = touched(sid);
      if (!tracked) return;
      // Its MAIL command did not go out.
      if (expected) carry(tracked, expected);
      tracked.dialogue.fellOutOfStep(why);
    },
    expect(attempt) {
      expected = attempt;
      endWithTurn();
    },
    claim({ by }) {
      const isNew = current?.use === 'new';
      const tracked = by ? trackedOf(by) : isNew ? current : undefined;
      if (tracked) tracked.use = 'left';
      return by ?? tracked?.dialogue;
    },
    isOpen: (sid) => open.has(sid),
    get openSessions() {
      return open.size;
    },
  };

  /** Of a session that is gone nothing is asked any more, but for what its last turn brings. */
  function trackedOf(session: Session): Tracked | undefined {
    return current?.dialogue === session ? current : open.get(session.id);
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
