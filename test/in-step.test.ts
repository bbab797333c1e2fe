import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import nodemailer, { type Transporter } from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { describe, expect, test } from 'vitest';
import { type Ending, mail, settle } from './helpers/send-once.js';

/** What a server says to what, `data` to the final dot; everything else is `250 ok`. */
interface Says {
  readonly ehlo?: string;
  readonly data?: string;
  readonly dot?: string | ((socket: Duplex) => void);
}

/** Speaks as it is told, whatever else would be right, and counts what it is given. */
function speak(socket: Duplex, says: Says, onMessage: () => void): void {
  let text = '';
  let inBody = false;
  const answer = (line: string): void => {
    if (inBody) {
      if (line !== '.') return;
      inBody = false;
      onMessage();
      if (typeof says.dot === 'function') says.dot(socket);
      else socket.write(`${says.dot ?? '250 queued'}\r\n`);
      return;
    }
    const verb = line.split(' ')[0];
    inBody = verb === 'DATA';
    const saying = inBody ? (says.data ?? '354 go') : /^[EL]HLO/.test(line) ? says.ehlo : undefined;
    socket.write(`${saying ?? '250 ok'}\r\n`);
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const lines = text.split('\r\n');
    text = lines.pop() ?? '';
    for (const line of lines) answer(line);
  });
  socket.write('220 raw\r\n');
}

interface Truth {
  readonly endings: readonly Ending[];
  /** How many messages came to their final dot. */
  readonly messages: number;
}

async function sendTo(says: Says, options: object = {}, count = 1): Promise<Truth> {
  const sockets = new Set<Socket>();
  let messages = 0;
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    speak(socket, says, () => {
      messages += 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const mailer = wrap(nodemailer.createTransport({ host: '127.0.0.1', port, ...options }));
  const endings: Ending[] = [];
  for (let left = count; left > 0; left -= 1) endings.push(await settle(mailer.sendMail(mail)));
  mailer.close();
  server.close();
  // What is in the sockets may yet complete a message.
  await Promise.all([...sockets].map((socket) => (socket.destroyed ? undefined : once(socket, 'close'))));
  return { endings, messages };
}

function wrap(mailer: Transporter): Transporter {
  return wrapTransport(mailer, { retry: { minTimeout: 1, maxTimeout: 5 } });
}

const ways: readonly (readonly [string, object])[] = [
  ['a single connection', {}],
  ['a pool', { pool: true }],
  ['LMTP', { lmtp: true }],
];

describe.each(ways)('over %s', (_way, options) => {
  const early: Readonly<Record<string, Says>> = {
    'an acceptance in the packet of the 354': { data: '354 go\r\n250 queued', dot: '550 5.7.1 spam' },
    'a refusal in the packet of the 354': { data: '354 go\r\n451 4.3.0 busy' },
    'the answers to all that will be asked': {
      ehlo: '250 x\r\n250 a\r\n250 b\r\n354 c\r\n250 d',
      dot: '550 no',
    },
    '3 in answer to DATA': { data: '3 go' },
    '35 in answer to DATA': { data: '35 go' },
    '2ab in answer to DATA': { data: '2ab go' },
    '250 in answer to DATA': { data: '250 go' },
  };

  test.each(Object.entries(early))('%s: not a byte of the message goes out', async (_what, says) => {
    const { endings, messages } = await sendTo(says, options);
    expect(messages).toBe(0);
    expect(endings).toMatchObject([
      {
        error: {
          reason: 'protocol.violation',
          delivery: 'not-sent',
          retry: { safe: true },
          attempts: { length: 3 },
          phase: expect.not.stringMatching(/^(?:body|final-dot)$/),
          message: expect.stringMatching(/^Replies and commands .* no longer belonged together/),
          remediation: { id: 'protocol.violation/out-of-step' },
        },
      },
    ]);
  });

  test('221 in answer to DATA is a goodbye, and the message stays here', async () => {
    const { endings, messages } = await sendTo({ data: '221 go' }, options);
    expect(messages).toBe(0);
    expect(endings).toMatchObject([{ error: { reason: 'server.closing', delivery: 'not-sent' } }]);
  });

  test.each([
    ['250-checking\r\n550 5.7.1 refused'],
    ['451-wait\r\n250 queued'],
    ['250 queued\r\n550 5.7.1 spam'],
    ['250 queued\r\n250 queued'],
  ])('%j to the final dot: nobody can know', async (dot) => {
    const { endings, messages } = await sendTo({ dot }, options);
    expect(messages).toBe(1);
    expect(endings).toMatchObject([
      { error: { kind: 'DeliveryUnknown', delivery: 'unknown', retry: { safe: false } } },
    ]);
  });

  test.each(['221 bye', '421 4.4.2 bye'])('%s behind an acceptance takes nothing back', async (goodbye) => {
    const { endings, messages } = await sendTo({ dot: `250 queued\r\n${goodbye}` }, options, 3);
    expect(messages).toBe(3);
    expect(endings.map(({ response }) => response)).toEqual(Array(3).fill('250 queued'));
  });
});

test('a web server is none of SMTP, however much it says unasked', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { error } = await settle(
    wrap(nodemailer.createTransport({ host: '127.0.0.1', port })).sendMail(mail),
  );
  server.close();
  expect(error?.message).toMatch(/^What answered is not an SMTP server/);
});

test('an answer given twice to one message is not taken for that to the next', async () => {
  const dot = (socket: Duplex) => {
    socket.write('250 queued\r\n');
    setImmediate(() => socket.write('250 queued\r\n250 queued\r\n'));
  };
  const { endings, messages } = await sendTo({ dot }, { pool: true, maxConnections: 1 }, 4);
  expect(messages).toBeGreaterThanOrEqual(endings.filter(({ error }) => !error).length);
});

/** One end of a channel in memory, which knows no peer and no port. */
class End extends Duplex {
  peer: End | undefined = undefined;
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    setImmediate(() => {
      if (!this.peer?.destroyed) this.peer?.push(chunk);
      done();
    });
  }
  override _final(done: () => void): void {
    setImmediate(() => {
      if (!this.peer?.destroyed) this.peer?.push(null);
      done();
    });
  }
  setKeepAlive(): void {}
  setNoDelay(): void {}
  setTimeout(): void {}
}

describe.each([
  ['a single connection', false],
  ['a pool', true],
])('through a channel that is no socket, over %s', (_way, pool) => {
  const endings: Readonly<
    Record<string, { readonly says: Says; readonly error: object; readonly messages: number }>
  > = {
    'accepted, and cut off before the answer': {
      says: { dot: (socket) => socket.destroy() },
      error: { reason: 'delivery.unknown', delivery: 'unknown', retry: { safe: false }, phase: 'final-dot' },
      messages: 1,
    },
    refused: {
      says: { dot: '550 5.7.1 spam' },
      error: { kind: 'MessageRejected', delivery: 'not-sent', phase: 'final-dot' },
      messages: 1,
    },
    'answered before it was out': {
      says: { data: '354 go\r\n250 queued' },
      error: { reason: 'protocol.violation', delivery: 'not-sent' },
      messages: 0,
    },
  };

  test.each(Object.entries(endings))('%s', async (_what, { says, error, messages }) => {
    let count = 0;
    const mailer = nodemailer.createTransport({ host: 'ssh.example', port: 25, pool, ignoreTLS: true });
    Object.assign(mailer, {
      getSocket: (_options: object, done: (error: null, socket: object) => void) => {
        const [client, far] = [new End(), new End()];
        client.peer = far;
        far.peer = client;
        far.on('close', () => client.destroy());
        speak(far, says, () => {
          count += 1;
        });
        setImmediate(done, null, { connection: client });
      },
    });
    const ending = await settle(wrap(mailer).sendMail(mail));
    mailer.close();
    expect(ending).toMatchObject({ error });
    expect(count).toBe(messages);
  });
});
