import type { Phase } from '../../src/diagnosis/phase.js';
import type {
  Answer,
  Facts,
  FailureFacts,
  InfoFacts,
  Protocol,
  Reading,
  SessionFacts,
} from '../../src/verdict/facts.js';

/** A row of a table: what happened, and what it came to. */
export type Row = readonly [
  happened: string,
  facts: Facts,
  is: 'accepted' | 'not-sent' | 'partial' | 'unknown',
  /** Reason and phase; for an unknown outcome they go without saying. */
  reason?: string,
  phase?: Phase,
];

/** A failure as a transport reports it. */
export function failure(message: string, fields: Partial<FailureFacts> = {}): FailureFacts {
  return { name: 'Error', message, causes: [], ...fields };
}

/** What Nodemailer makes of a connection that ended. */
export const closed = failure('Connection closed unexpectedly', { code: 'ECONNECTION', command: 'CONN' });

/** What Nodemailer makes of a reply that refuses. */
export function refusal(response: string, code: string, command: string): FailureFacts {
  return failure(`Refused: ${response}`, {
    code,
    command,
    response,
    responseCode: Number(response.slice(0, 3)),
  });
}

const commands: Readonly<Partial<Record<Phase, string>>> = {
  auth: 'AUTH PLAIN',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'DATA',
  body: 'DATA',
  'final-dot': 'DATA',
  ehlo: 'EHLO',
  tls: 'STARTTLS',
};

/** A reply in a phase. */
export function answer(phase: Phase, raw: string): Answer {
  return { code: Number(/^\d{3}/.exec(raw)?.[0] ?? 0), raw, phase, command: commands[phase] };
}

/** A session that waits for a reply in a phase, or heard one there. */
export function session(phase: Phase, fields: Partial<SessionFacts> = {}): SessionFacts {
  return {
    isFollowed: phase !== 'connect',
    outOfStep: undefined,
    phase,
    quiet: false,
    greeting: '220 mx.example.com ESMTP',
    mechanisms: ['PLAIN'],
    lastReply: undefined,
    loginRefusal: undefined,
    goodbye: undefined,
    doubtfulRecipient: undefined,
    dataReply: undefined,
    acceptsMessage: false,
    agreedToMessage: false,
    finalReplies: { expected: 0, received: [] },
    ...fields,
  };
}

/** A session that heard a reply in a phase. */
export function heard(phase: Phase, raw: string, fields: Partial<SessionFacts> = {}): SessionFacts {
  const reply = answer(phase, raw);
  const isGoodbye = reply.code === 221 || reply.code === 421;
  return session(phase, {
    lastReply: reply,
    quiet: true,
    ...(isGoodbye ? { goodbye: reply } : {}),
    ...fields,
  });
}

/** A session whose DATA was answered, and so many recipients, each to answer for itself with LMTP. */
export function dotted(
  replies: readonly string[],
  {
    expected = 1,
    data = '354 go',
    ...fields
  }: Partial<SessionFacts> & { expected?: number; data?: string } = {},
): SessionFacts {
  const received = replies.map((raw) => answer('final-dot', raw));
  const last = received.at(-1);
  const goodbye = received.find(({ code }) => code === 221 || code === 421);
  return session('final-dot', {
    dataReply: answer('data', data),
    acceptsMessage: /^[23]/.test(data),
    agreedToMessage: data.startsWith('354'),
    finalReplies: { expected, received },
    quiet: received.length >= expected,
    ...(last ? { lastReply: last } : {}),
    ...(goodbye ? { goodbye } : {}),
    ...fields,
  });
}

const base = { origin: 'transport', context: {} } as const;

/** What an SMTP transport failed with. */
export function failed(
  error: FailureFacts,
  carried: SessionFacts | undefined,
  reading: Reading = 'unread',
): Facts {
  return { ...base, protocol: 'smtp', said: { error }, session: carried, reading };
}

/** What an SMTP transport resolved with. */
export function resolved(carried: SessionFacts, info: InfoFacts = {}, reading: Reading = 'read'): Facts {
  const said = { info: { accepted: ['bob@example.com'], rejected: [], ...info } };
  return { ...base, protocol: 'smtp', said, session: carried, reading };
}

/** What another transport failed with. */
export function elsewhere(protocol: Protocol, error: FailureFacts, reading: Reading = 'read'): Facts {
  return { ...base, protocol, said: { error }, session: undefined, reading };
}
