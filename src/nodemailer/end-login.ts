import type { EventEmitter } from 'node:events';

type LoggedIn = (error: Error | null, ...rest: unknown[]) => void;

/** The part of `SMTPConnection` that logs in; so it has been since 6. */
export interface LoginConnection extends EventEmitter {
  readonly _authMethod?: unknown;
  /** What the replies are for that are awaited. */
  readonly _responseActions: readonly unknown[];
  login(auth: unknown, callback: LoggedIn): unknown;
  _formatError(message: string, code: string, response: false, command: string): Error;
}

/**
 * Has a login end with its connection, and say that it was a login. While Nodemailer fetches a token, or
 * a login of the application's own waits for something, no reply is awaited: when the server leaves then, it
 * takes that for the end of an idle connection and tells nobody; a pool listens for that end, a single
 * connection does not.
 */
export function endLogin(connection: LoginConnection): void {
  const { login } = connection;
  connection.login = (auth, callback) => {
    const command = () => `AUTH ${connection._authMethod || 'CUSTOM'}`;
    const failed = (error: Error & { command?: unknown }) => {
      if (error.command === 'CONN' && connection._responseActions.length === 0) error.command = command();
    };
    const ended = () =>
      callback(connection._formatError('Connection closed unexpectedly', 'ECONNECTION', false, command()));
    // Before `verify()` hears of it, which has no more to say than that.
    connection.prependOnceListener('error', failed);
    connection.prependOnceListener('end', ended);
    return login.call(connection, auth, (...args) => {
      connection.removeListener('error', failed);
      connection.removeListener('end', ended);
      callback(...args);
    });
  };
}
