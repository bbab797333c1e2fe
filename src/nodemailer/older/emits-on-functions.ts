import type { MimeMessage } from '../shapes.js';

/**
 * True for a message that takes the last function which looks at its stream for a stream of its own: an
 * error of `raw` is then emitted on it, which throws where nobody can catch it.
 *
 * Until Nodemailer 10.1.0.
 */
export function emitsOnFunctions(message: MimeMessage): boolean {
  return !('_destroyContentStreams' in message);
}
