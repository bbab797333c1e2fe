import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterEach } from 'vitest';

const servers: ScriptedServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** Starts a scripted server that is closed when the test ends. */
export async function start(...args: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> {
  const server = await startScriptedServer(...args);
  servers.push(server);
  return server;
}
