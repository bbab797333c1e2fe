/** The levels of Nodemailer's logger. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type LogLevel = (typeof logLevels)[number];

/** One call of Nodemailer's logger, taken apart. */
export interface LogLine {
  readonly level: LogLevel;
  /** The connection that speaks; absent for lines of a transport or a pool. */
  readonly sid: string | undefined;
  readonly tnx: string | undefined;
  readonly error: Error | undefined;
  /** True for the line that says that a connection was made, with the peer's port. */
  readonly established: boolean;
  /** True for the line that says that a whole message was handed to the socket. */
  readonly messageSent: boolean;
  /** The line itself, `%s` filled in for lines of the dialogue only. */
  readonly text: string;
}

/** Reads Nodemailer's log. */
export interface LogObserver {
  /** Takes a line. Returns the level that it deserves. */
  observe(line: LogLine): LogLevel;
  /** Takes a line of the dialogue, where it is known which connection sent it: most lines are such. */
  sent(sid: string, text: string): void;
  /** The same for a line that was received. */
  received(sid: string, text: string): void;
  /** Takes the news that a whole message was handed to the socket, final dot included. */
  finishedBody(sid: string): void;
}
