/**
 * Where in a session something happened, in the order of a session. `local` is everything before
 * a connection exists: options, the message itself, another transport than SMTP.
 */
export const phases = [
  'local',
  'connect',
  'tls',
  'greeting',
  'ehlo',
  'auth',
  'mail',
  'rcpt',
  'data',
  'body',
  'final-dot',
  'reset',
  'quit',
] as const;

/** One of {@link phases}. */
export type Phase = (typeof phases)[number];
