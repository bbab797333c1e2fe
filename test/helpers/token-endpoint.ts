import { once } from 'node:events';
import { createServer } from 'node:http';

/** An OAuth2 token endpoint. */
export interface TokenEndpoint extends AsyncDisposable {
  readonly url: string;
  /** The body of every request so far. */
  readonly requests: readonly URLSearchParams[];
}

/**
 * Starts an endpoint on a free port of 127.0.0.1 that gives the same answer to every request.
 *
 * @param before What it answers to the first requests instead.
 */
export async function startTokenEndpoint(
  answer: object | string,
  status = 200,
  before: readonly (readonly [status: number, answer: object | string])[] = [],
): Promise<TokenEndpoint> {
  const requests: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push(new URLSearchParams(Buffer.concat(chunks).toString()));
    const [now, says] = before[requests.length - 1] ?? [status, answer];
    response.writeHead(now, { 'content-type': 'application/json', connection: 'close' });
    response.end(typeof says === 'string' ? says : JSON.stringify(says));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/token`,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
