import type { Phase } from '../diagnosis/phase.js';
import { phaseOf } from '../diagnosis/read-error.js';
import { isGoodbye } from '../reply/code-classes.js';
import type { Answer, FailureFacts, SessionFacts } from './facts.js';

/** The codes of a connection that ended; `verify()` gives none. */
const lossCodes: readonly string[] = ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', ''];

/** What decides about a failure: a reply, or where there is none the error itself. */
export interface Evidence {
  /** The reply as it came. */
  readonly reply?: string;
  readonly phase: Phase;
  readonly command?: string;
}

/**
 * Finds what really decided, from the error that a transport gave and the session it came from.
 *
 * The error alone often hides it: a connection that closes after a 221 is "Connection closed
 * unexpectedly", and a 421 on the second try of a refused token hides the 535 of the first.
 */
export function findEvidence(error: FailureFacts, session: SessionFacts | undefined): Evidence {
  const { code = '', command = '' } = error;
  // Nodemailer's own look at options and envelope asks no server.
  const isOwnCheck = command === 'API' && code !== 'ECONNECTION';
  const stated = isOwnCheck ? 'local' : phaseOf(command, { code, message: error.message.toLowerCase() });
  const last = session?.lastReply;

  // Nodemailer takes a 221 for a yes and goes on: what came after it answers a session that was over.
  if (session?.goodbye?.code === 221 && code !== 'EABORT')
    return fromGoodbye(session.goodbye, stated, command);
  if (error.response) {
    if (session?.loginRefusal && stated === 'auth' && error.responseCode === 421) {
      return fromReply(session.loginRefusal);
    }
    // What is no reply has no code, in the error as in the session.
    const replyCode = error.responseCode ?? 0;
    if (last && last.code === replyCode && isSamePhase(stated, last.phase)) return fromReply(last);
    return {
      reply: error.response,
      phase: stated ?? last?.phase ?? 'connect',
      ...(command === '' ? {} : { command }),
    };
  }
  // A second try with a renewed token that gets no answer leaves the refusal of the first one standing.
  if (session?.loginRefusal && session.phase === 'auth' && lossCodes.includes(code)) {
    return fromReply(session.loginRefusal);
  }
  // Whatever Nodemailer makes of it, a goodbye is what ended this.
  if (last && isGoodbye(last.code) && last.phase !== 'quit' && code !== 'EABORT') {
    return fromGoodbye(last, stated, command);
  }
  return {
    // While no command waits for a reply, Nodemailer knows better what it was about to do.
    phase:
      (session?.quiet ? stated : undefined) ??
      session?.phase ??
      stated ??
      (command === 'CONN' || code === 'ECONNECTION' ? 'connect' : 'local'),
    ...(command === '' ? {} : { command }),
  };
}

function fromReply({ raw, phase, command }: Answer): Evidence {
  return { reply: raw, phase, ...(command === undefined ? {} : { command }) };
}

/** One that answered nothing came while Nodemailer was about to do something else, as fetching a token is. */
function fromGoodbye(goodbye: Answer, stated: Phase | undefined, command: string): Evidence {
  if (goodbye.command !== undefined || stated === undefined) return fromReply(goodbye);
  return { reply: goodbye.raw, phase: stated, command };
}

/** A refusal that comes before the final dot still answers the message. */
function isSamePhase(stated: Phase | undefined, phase: Phase): boolean {
  return stated === undefined || stated === phase || (stated === 'final-dot' && phase === 'body');
}
