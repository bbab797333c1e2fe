import { publishLogin, publishReply, publishSession } from '../channels/publish.js';
import { isSmtpError } from '../errors/classes.js';
import type { GuardEvents } from '../guard/login-guard.js';
import { sessionClosedRecord } from '../log/record.js';
import type { Sink } from '../log/sink.js';
import { serverOf } from '../nodemailer/facts.js';
import type { Transport } from '../nodemailer/shapes.js';
import type { SessionEvents } from '../session/observe-sessions.js';
import type { Scrub } from '../session/scrub.js';
import { cleanServerText } from '../session/server-text.js';

/** Tells channels and log what happens on a transport's connections. */
export function sessionEvents(transport: Transport, sink: Sink, scrub: Scrub): SessionEvents {
  return {
    onOpened: ({ id }) => {
      publishSession(() => ({ event: 'opened', sessionId: id, ...serverField(transport) }));
    },
    onReply: ({ id }, { code, raw, phase, command }) => {
      publishReply(() => ({
        sessionId: id,
        ...serverField(transport),
        code,
        text: cleanServerText(raw, scrub),
        phase,
        ...(command === undefined ? {} : { command }),
      }));
    },
    onClosed: (session) => {
      const { id, closure } = session;
      sink('debug', sessionClosedRecord(session, serverOf(transport)), 'SMTP session closed');
      publishSession(() => ({ event: 'closed', sessionId: id, ...serverField(transport), closure }));
    },
  };
}

/**
 * Tells the channels what the login guard does.
 *
 * @param onRefused Called with what stands for the credentials that were refused.
 */
export function loginEvents(transport: Transport, onRefused: (key: string) => void): GuardEvents {
  return {
    onSuspended: (key, { failure, until }) => {
      onRefused(key);
      const error = isSmtpError(failure) ? { error: failure } : {};
      publishLogin(() => ({ event: 'suspended', loginId: key, ...serverField(transport), until, ...error }));
    },
    onResumed: (key) => publishLogin(() => ({ event: 'resumed', loginId: key, ...serverField(transport) })),
  };
}

function serverField(transport: Transport) {
  const server = serverOf(transport);
  return server === undefined ? {} : { server };
}
