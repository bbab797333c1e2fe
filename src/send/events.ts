import { isReplyWanted, publishLogin, publishReply, publishSession } from '../channels/publish.js';
import { isSmtpError } from '../errors/classes.js';
import type { GuardEvents } from '../gate/login/types.js';
import type { Disclosure } from '../log/fields.js';
import { loginResumedRecord, loginSuspendedRecord, replyRecord, sessionClosedRecord } from '../log/record.js';
import type { Sink } from '../log/sink.js';
import { serverOf } from '../nodemailer/facts.js';
import type { Transport } from '../nodemailer/shapes.js';
import type { SessionEvents } from '../session/observe-sessions.js';
import { shown } from '../session/server-text.js';
import type { TranscriptLine } from '../session/session.js';

/** Where events go besides the channels, and what may be seen of them there. */
export interface EventLog {
  readonly sink: Sink;
  readonly show: Disclosure & { readonly replies: boolean };
}

/** Tells channels and log what happens on a transport's connections. */
export function sessionEvents(
  transport: Transport,
  { sink, show }: EventLog,
): Omit<SessionEvents, 'onLogin'> {
  return {
    onOpened: ({ id }) => {
      publishSession(() => ({ event: 'opened', sessionId: id, ...serverField(transport) }));
    },
    wantsReplies: () => show.replies || isReplyWanted(),
    onReply: ({ id, transcript }, { code, raw, phase, command }) => {
      const reply = () => ({
        sessionId: id,
        ...serverField(transport),
        code,
        text: shown(raw),
        phase,
        ...(command === undefined ? {} : { command }),
      });
      if (show.replies) {
        const mailboxes = show.serverText ? mailboxesIn(transcript) : [];
        sink('trace', replyRecord({ ...reply(), mailboxes }, show), 'SMTP reply');
      }
      publishReply(reply);
    },
    onClosed: (session) => {
      const { id, closure } = session;
      sink('debug', sessionClosedRecord(session, serverOf(transport)), 'SMTP session closed');
      publishSession(() => ({ event: 'closed', sessionId: id, ...serverField(transport), closure }));
    },
  };
}

/** Tells channels and log what the login guard does. */
export function loginEvents(transport: Transport, { sink, show }: EventLog): GuardEvents {
  const login = (loginId: string) => ({ loginId, ...serverField(transport) });
  return {
    onSuspended: (key, { failure, afterMs }) => {
      const until = Date.now() + afterMs;
      const error = isSmtpError(failure) ? failure : undefined;
      sink('warn', loginSuspendedRecord(login(key), until, error, show), 'SMTP login suspended');
      publishLogin(() => ({ event: 'suspended', ...login(key), until, ...(error ? { error } : {}) }));
    },
    onResumed: (key) => {
      sink('info', loginResumedRecord(login(key)), 'SMTP login resumed');
      publishLogin(() => ({ event: 'resumed', ...login(key) }));
    },
  };
}

function serverField(transport: Transport) {
  const server = serverOf(transport);
  return server === undefined ? {} : { server };
}

/** The addresses that were sent to the server last. */
function mailboxesIn(transcript: readonly TranscriptLine[]): readonly string[] {
  return transcript.flatMap(({ from, text }) =>
    from === 'client' ? (/^(?:MAIL FROM|RCPT TO):<(.+)>/.exec(text)?.[1] ?? []) : [],
  );
}
