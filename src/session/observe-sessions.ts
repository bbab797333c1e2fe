import type { OutOfStep } from './in-step.js';
import type { LogLine, LogObserver } from './log-line.js';
import type { Scrub } from './scrub.js';
import type { Session, SessionReply } from './session.js';
import { type Carried, Tracked } from './tracked.js';

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
  claim(attempt: Pick<Carried, 'by'>): Tracked | undefined;
  /** The sessions that are open now. */
  readonly openSessions: number;
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
 * @param scrub Takes the secrets out of all that a session keeps.
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
    const born = new Tracked(line.sid, scrub);
    open.set(line.sid, born);
    return born;
  }

  function end(tracked: Tracked): void {
    if (tracked.ended) return;
    tracked.ended = true;
    // Lines of the same turn still belong to the session: the error after "Connection closed".
    queueMicrotask(() => {
      open.delete(tracked.id);
      if (tracked.established) onClosed(tracked.session);
    });
  }

  function touch(tracked: Tracked): void {
    current = tracked;
    // Of a session that was claimed before, nothing hangs on the turn.
    if (!tracked.claimed) endWithTurn();
  }

  function carry(tracked: Tracked, attempt: Carried): void {
    tracked.attempt = attempt;
    tracked.claimed = true;
    attempt.by = tracked;
    expected = undefined;
  }

  function sent(tracked: Tracked, text: string): void {
    tracked.hear({ from: 'client', text });
    if (expected && text.startsWith('MAIL FROM:')) {
      const attempt = expected;
      const isFirst = !tracked.claimed;
      carry(tracked, attempt);
      attempt.onCarried(isFirst);
    } else if (text.startsWith('AUTH')) {
      onLogin();
    }
  }

  function received(tracked: Tracked, text: string): void {
    tracked.hear({ from: 'server', text });
    if (!wantsReplies()) return;
    const { session } = tracked;
    if (session.lastReply) onReply(session, session.lastReply);
  }

  function follow(tracked: Tracked, line: LogLine): void {
    if (line.tnx === 'client') {
      sent(tracked, line.text);
      return;
    }
    if (line.tnx === 'server') {
      received(tracked, line.text);
      return;
    }
    if (line.messageSent) {
      tracked.finishedBody();
      return;
    }
    const { session } = tracked;
    if (line.established) {
      tracked.established = true;
      session.connected();
      onOpened(session);
    } else if (line.text.startsWith(CLOSING)) {
      end(tracked);
    } else if (line.tnx === 'network' && line.text === CLOSED) {
      session.leftByServer();
      end(tracked);
    }
    if (line.error && brokenConnectionCodes[codeOf(line.error)]) session.leftByServer();
  }

  /** A farewell on a connection with nothing in flight is no news for anybody. */
  function isRoutine(tracked: Tracked): boolean {
    const { session } = tracked;
    if (session.phase === 'quit') return true;
    return tracked.attempt === undefined && tracked.claimed && session.closure === 'server';
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
      const tracked = open.get(sid);
      if (!tracked) return;
      touch(tracked);
      sent(tracked, text);
    },
    received(sid, text) {
      const tracked = open.get(sid);
      if (!tracked) return;
      touch(tracked);
      received(tracked, text);
    },
    finishedBody(sid) {
      const tracked = open.get(sid);
      if (!tracked) return;
      touch(tracked);
      tracked.finishedBody();
    },
    onOutOfStep(sid, why) {
      const tracked = open.get(sid);
      if (!tracked) return;
      touch(tracked);
      // Its MAIL command did not go out.
      if (expected) carry(tracked, expected);
      tracked.session.outOfStep ??= why;
    },
    expect(attempt) {
      expected = attempt;
      endWithTurn();
    },
    claim(attempt) {
      const carrier = attempt.by;
      if (carrier) {
        carrier.attempt = undefined;
        return carrier;
      }
      if (!current || current.claimed) return undefined;
      current.claimed = true;
      return current;
    },
    get openSessions() {
      return open.size;
    },
  };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
