import type { SendMessage } from '../channels/channels.js';
import type { AttemptReport } from '../errors/outcome.js';
import { type MailFacts, serverOf } from '../nodemailer/facts.js';
import type { Mail, Transport } from '../nodemailer/shapes.js';
import type { ReadingTracker } from '../nodemailer/track-reading.js';
import type { Session } from '../session/session.js';
import type { Lifeline } from './lifeline.js';
import type { Progress } from './recipients.js';
import type { Circumstances } from './to-smtp-error.js';
import type { Wrapping } from './wrapping.js';

/** One message on its way, over all attempts. */
export interface Sending {
  readonly wrapping: Wrapping;
  /** The transport's own `send`. */
  readonly send: Transport['send'];
  readonly mail: Mail;
  /** Worked out when it is asked for: of most messages nobody does. */
  readonly facts: MailFacts;
  readonly tracker: ReadingTracker;
  readonly lifeline: Lifeline;
  /** The attempts that have ended, oldest first. */
  attempts: readonly AttemptReport[];
  progress: Progress;
  /** Why the message can be read only once, where that is so. */
  onceOnly: string | undefined;
  /** Why there was no further attempt, where one would have been safe. */
  stopped: string | undefined;
  /** True once credentials or token were replaced for this message: that is done once. */
  renewed: boolean;
  /** What is told of it to whoever listens to the channels. */
  traced: SendMessage | undefined;
}

/** What surrounds a failure of this message. */
export function circumstancesOf(
  { wrapping, facts, attempts, onceOnly, progress }: Sending,
  session: Session | undefined,
  finished: boolean,
): Circumstances {
  return {
    local: false,
    isPartial: false,
    speaksSmtp: wrapping.speaksSmtp,
    session,
    finished,
    attempts,
    server: serverOf(wrapping.transport),
    messageId: facts.messageId,
    onceOnly,
    accepted: progress.accepted,
    rules: wrapping.options.rules,
    scrub: wrapping.scrub,
  };
}
