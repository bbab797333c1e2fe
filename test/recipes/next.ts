import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { promisify } from 'node:util';
import { root } from '../helpers/entries.js';
import { type Folder, type Listening, listen } from '../helpers/program.js';

const layout = `export default ({ children }) => <html><body>{children}</body></html>;`;

const page = `'use client';
import { useActionState } from 'react';
import { inviteAction } from './actions';
export default function Page() {
  const [outcome, action] = useActionState(inviteAction, undefined);
  return <form action={action}><input name="email" /><p>{outcome?.text}</p></form>;
}`;

/** Builds the application in a folder with the real Next.js, around the files of the recipe, and starts it. */
export async function startNext(folder: Folder, env: Record<string, string>): Promise<Listening> {
  folder.write('package.json', '{ "private": true }');
  folder.write('app/layout.js', layout);
  folder.write('app/page.js', page);
  // Links lead out of the folder, to where Next.js is installed.
  folder.write('next.config.mjs', `export default { turbopack: { root: ${JSON.stringify(root)} } };`);
  for (const part of ['package.json', 'dist']) {
    cpSync(`${root}${part}`, `${folder.path}/node_modules/nodemailer-smtp-errors/${part}`, {
      recursive: true,
    });
  }
  const settings = { cwd: folder.path, env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1' } };
  await promisify(execFile)(process.execPath, ['node_modules/next/dist/bin/next', 'build'], settings);
  const start = folder.write(
    'start.mjs',
    `import { createServer } from 'node:http';
    import next from 'next';
    const app = next({ dir: ${JSON.stringify(folder.path)} });
    await app.prepare();
    const server = createServer(app.getRequestHandler());
    server.listen(0, '127.0.0.1', () => console.log('port', server.address().port));`,
  );
  return listen(start, { ...env, NODE_ENV: 'production' });
}
