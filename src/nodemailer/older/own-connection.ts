/** A connection of Nodemailer's, as far as it can be given up; so it has been since 6. */
export interface OwnConnection {
  readonly _socket?: unknown;
  close(): void;
}

type Told = (connection: OwnConnection) => void;

let asking: Told | undefined;

/**
 * Tells of the connection that a single transport makes for what it is asked: it keeps it to itself, and
 * gives it up by an AbortSignal only since.
 *
 * Until Nodemailer 10.5.0.
 *
 * @param ask Asks the transport, which asks for a socket in the same turn.
 */
export function askWithConnection<T>(ask: () => T, told: Told): T {
  asking = told;
  try {
    return ask();
  } finally {
    asking = undefined;
  }
}

/** Who is to be told of the connection that is made for this socket. */
export function whoAsks(): Told | undefined {
  return asking;
}
