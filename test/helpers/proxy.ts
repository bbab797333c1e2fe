import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

/** A small HTTP proxy that knows CONNECT and nothing else. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** `host:port` of every CONNECT so far. */
  readonly destinations: readonly string[];
}

/**
 * Starts a proxy on a free port of 127.0.0.1.
 *
 * @param status What it answers CONNECT with: with 200 it opens the tunnel.
 */
export async function startProxy(status = 200): Promise<Proxy> {
  const destinations: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, socket) => {
    const [host = '', port] = String(request.url).split(':');
    destinations.push(String(request.url));
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    destinations,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
