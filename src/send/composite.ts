import { EventEmitter } from 'node:events';
import { endedError } from '../endings/ended-error.js';
import type { Life } from '../endings/life.js';
import { Lives } from '../endings/lives.js';
import { createSink } from '../log/sink.js';
import { asError } from '../nodemailer/as-error.js';
import { callBack } from '../nodemailer/call-back.js';
import { closeAccess } from '../nodemailer/close-access.js';
import { signalOf } from '../nodemailer/facts.js';
import { followMailer } from '../nodemailer/follow-mailer.js';
import { onMailMade } from '../nodemailer/mail-made.js';
import type { Callback, Mail, Mailer, SentInfo } from '../nodemailer/shapes.js';
import type { ResolvedOptions } from '../options/resolve.js';
import type { Scrub } from '../session/scrub.js';
import { followClosing } from './follow-closing.js';
import { Preparations } from './preparations.js';
import { wrapMailer } from './wrap-mailer.js';

/** Has wrapped transports send a message; fails with their errors as they are. */
export type Pass<Info extends SentInfo> = (mail: Mail, life: Life) => Promise<Info>;

/** What is behind a composite. */
export interface Behind<Info extends SentInfo> {
  readonly pass: Pass<Info>;
  /** Those that have the message after it: what they forbid their own messages this one may not do before. */
  readonly mailers: readonly Mailer[];
  /** Takes their credentials out: a plugin may have them from anywhere. */
  readonly scrub: Scrub;
}

/**
 * Makes a transport that has others send. These bring their own clocks and verdicts: what is done here is
 * what comes before, plugins and the message itself.
 *
 * @param methods What it has besides `send`.
 */
export function createComposite<Methods extends object, Info extends SentInfo>(
  methods: Methods,
  { pass, mailers, scrub }: Behind<Info>,
  options: ResolvedOptions,
) {
  const lives = new Lives(options.limits);
  const preparations = new Preparations();
  const transport = Object.assign(new EventEmitter(), methods, {
    // Whoever sends heeds it.
    supportsAbortSignal: true,
    send(mail: Mail, callback: (error: Error | null, info: Info) => void): void {
      // Nodemailer's types do not say that there is no info with an error.
      const tell: Callback<SentInfo> = (error, info) => Reflect.apply(callback, undefined, [error, info]);
      const preparation = preparations.end(mail);
      if (preparation?.life.ending) {
        setImmediate(tell, endedError(preparation.life.ending, 'preparation'));
        return;
      }
      const life = preparation?.life ?? lives.begin(signalOf(mail));
      pass(mail, life)
        .finally(() => lives.over(life))
        .then(
          (info) => callBack(transport, tell, null, info),
          (error: unknown) => setImmediate(callBack, transport, tell, asError(error)),
        );
    },
  });
  const sink = createSink(options.logger, options.log);
  followClosing(transport, lives);
  followMailer(transport, (mailer) => {
    wrapMailer(mailer, { transport, speaksSmtp: false, options, scrub, sink, lives, preparations });
    onMailMade(mailer, (mail) => closeAccess(mail, mailers));
  });
  return { transport, lives };
}
