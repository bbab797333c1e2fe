import type { Phase } from '../../diagnosis/phase.js';
import { StepFailure } from './failure.js';
import type { End } from './line-reader.js';

interface About {
  readonly phase: Phase;
  readonly command?: string;
}

/** The failure for a connection that ended where a reply was due. */
export function ended({ why }: End, about: About): StepFailure {
  if (why === 'closed') {
    const error = { code: 'ECONNECTION', message: 'Connection closed unexpectedly' };
    return new StepFailure('the server closed the connection without a word', { ...about, error });
  }
  if (why === 'too-long') {
    const error = { code: 'EPROTOCOL', message: 'Server response exceeds maximum allowed size' };
    return new StepFailure('the server sends more than any reply can be', { ...about, error });
  }
  return new StepFailure(why.message, { ...about, error: systemError(why) });
}

/** The failure for a line that is no SMTP reply. */
export function noReply(line: string, about: About): StepFailure {
  const error = { code: 'EPROTOCOL', message: `Not an SMTP reply: ${line.slice(0, 100)}` };
  return new StepFailure('what came is not SMTP', { ...about, error });
}

/** The failure for a server that answers before it is asked: from there on no reply proves anything. */
export function saidUnasked(line: string, about: About): StepFailure {
  const { phase, command } = about;
  const error = { code: 'EPROTOCOL', message: `Nobody had asked for this reply: ${line.slice(0, 100)}` };
  return new StepFailure(`the server had answered before it was asked: ${line.slice(0, 100)}`, {
    phase,
    ...(command === undefined ? {} : { command }),
    error,
  });
}

/** An error of Node's with the fields that Nodemailer would give it. */
export function systemError(error: Error) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code: 'ESOCKET', originalCode: code, message: error.message };
}
