import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** What a server takes: so many connections, so many messages in a second, and which it refuses how. */
interface Limits {
  readonly connections?: number;
  readonly perSecond?: number;
  /** What is said to MAIL instead, where it is something. */
  readonly toMail?: (count: number) => string | undefined;
}

/** A server with limits, which counts what it took and what it refused. */
export async function startThrottledServer({
  connections = Number.POSITIVE_INFINITY,
  perSecond = Number.POSITIVE_INFINITY,
  toMail = () => undefined,
}: Limits) {
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  let lately: number[] = [];
  const seen = { refusals: 0, most: 0, mails: 0 };

  function answerToMail(): string {
    const now = performance.now();
    lately = lately.filter((time) => time > now - 1000);
    seen.mails += 1;
    const own = toMail(seen.mails);
    if (own === undefined && lately.length < perSecond) {
      lately.push(now);
      return '250 ok';
    }
    seen.refusals += 1;
    return own ?? '450 4.7.1 Too many messages in a short time, slow down';
  }

  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (sockets.size >= connections) {
      seen.refusals += 1;
      socket.end('421 4.7.0 Too many concurrent connections\r\n');
      return;
    }
    sockets.add(socket);
    seen.most = Math.max(seen.most, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    socket.write('220 localhost\r\n');
    let rest = '';
    let body: string[] | undefined;
    const answer = (line: string) => {
      if (line.startsWith('MAIL')) return answerToMail();
      if (line !== 'DATA') return line === 'QUIT' ? '221 bye' : '250 ok';
      body = [];
      return '354 go ahead';
    };
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!body) socket.write(`${answer(line)}\r\n`);
        else if (line !== '.') body.push(line);
        else {
          taken.push(body.find((header) => header.startsWith('Subject: '))?.slice(9) ?? '');
          body = undefined;
          setTimeout(() => socket.write('250 2.0.0 queued\r\n'), 2);
        }
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    host: '127.0.0.1',
    port: typeof address === 'object' && address ? address.port : 0,
    /** The subjects of what was taken, in their order. */
    taken,
    seen,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
