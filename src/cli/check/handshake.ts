import type { Socket } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { systemError } from './broken.js';
import { StepFailure } from './failure.js';
import { within } from './within.js';

const about = { phase: 'tls', command: 'STARTTLS' } as const;

/**
 * Does the TLS handshake on a connection that is there. It accepts any certificate, so that a bad one
 * can be described: look at `authorized` before anything is said.
 */
export async function handshake(
  socket: Socket,
  options: ConnectionOptions,
  timeoutMs: number,
): Promise<TLSSocket> {
  const secured = connect({ ...options, socket, rejectUnauthorized: false });
  const done = new Promise<TLSSocket>((resolve, reject) => {
    const onError = (error: Error) => {
      reject(new StepFailure(`no TLS: ${error.message}`, { ...about, error: tlsError(error) }));
    };
    secured.once('error', onError);
    secured.once('close', () => onError(new Error('the connection was closed during the TLS handshake')));
    secured.once('secureConnect', () => {
      secured.off('error', onError);
      resolve(secured);
    });
  });
  const silent = () => {
    secured.destroy();
    const error = { code: 'ETIMEDOUT', timeoutType: 'UPGRADE_TIMEOUT', message: 'TLS handshake timed out' };
    return new StepFailure(`no TLS within ${timeoutMs / 1000} s`, { ...about, error });
  };
  return within(timeoutMs, done, silent);
}

/** Node gives some failures of the handshake no code, and others the code of a lost connection. */
function tlsError(error: Error) {
  const { originalCode, message } = systemError(error);
  return originalCode === '' || originalCode === 'ECONNRESET'
    ? { code: 'ETLS', message: `TLS handshake: ${message}` }
    : { code: 'ESOCKET', originalCode, message };
}
