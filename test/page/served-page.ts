import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { build } from 'vite';
import { root } from '../helpers/entries.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The files of the page, as `npm run page:build` writes them. */
export async function builtPage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({ root: `${root}examples/page`, logLevel: 'error', build: { write: false } });
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  return new Map(
    outputs.flatMap(({ output }) =>
      output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const),
    ),
  );
}

/** A page that a host has put into some folder of its own. */
export interface ServedPage extends AsyncDisposable {
  readonly url: string;
  /** What was asked for, the page itself included. */
  readonly requests: readonly string[];
}

/** Serves files as the simplest of hosts does. */
export async function serve(files: ReadonlyMap<string, string | Uint8Array>): Promise<ServedPage> {
  const requests: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requests.push(url);
    const name = url === '/some/where/' ? 'index.html' : url.replace('/some/where/', '');
    const file = files.get(name);
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': types[extname(name)] ?? '' });
    response.end(file);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/some/where/`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
