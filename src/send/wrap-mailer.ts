import { atCaller } from '../errors/at-caller.js';
import { isAbortSignal } from '../nodemailer/facts.js';
import { onMailMade } from '../nodemailer/mail-made.js';
import { withStandIns } from '../nodemailer/message/buffer.js';
import { messageOptions } from '../nodemailer/message-options.js';
import { override } from '../nodemailer/override.js';
import { isObject } from '../nodemailer/recognise.js';
import type { Callback, Mailer, SentInfo } from '../nodemailer/shapes.js';
import { resolveMessage, type SendOptions, sendOptionsOf } from '../options/message.js';
import { PreparedMail } from './prepared-mail.js';
import type { Preparing } from './wrapping.js';

/**
 * Starts the clock of each send, and gives types to what fails before the transport is asked: plugins,
 * the message's own form, too many recipients, a signal that was aborted already.
 */
export function wrapMailer(mailer: Mailer, wrapping: Preparing): void {
  const { preparations } = wrapping;
  const transports = sendOptionsOf(wrapping.options);
  onMailMade(mailer, (mail) => preparations.made(mail));
  override(mailer, 'sendMail', (sendMail) => {
    const send = (data: unknown, callback: Callback<SentInfo>) => {
      const signal = isObject(data) && isAbortSignal(data['signal']) ? data['signal'] : undefined;
      let options: SendOptions;
      try {
        options = resolveMessage(messageOptions(data, mailer), transports);
      } catch (error) {
        new PreparedMail(wrapping, undefined, transports, callback).failLater(error);
        return;
      }
      const prepared = new PreparedMail(wrapping, signal, options, callback);
      preparations.begin(prepared, () => {
        try {
          sendMail.call(mailer, withStandIns(data, options.retry.bufferLimit), (error, info) =>
            prepared.settle(error, info),
          );
        } catch (error) {
          // Nodemailer before 10 throws what it meets while it compiles the message.
          prepared.settle(error);
        }
      });
    };
    return (data, callback) => {
      if (callback) {
        send(data, callback);
        return undefined;
      }
      const sent = new Promise<SentInfo | undefined>((resolve, reject) => {
        send(data, (error, info) => {
          if (error) reject(error);
          else resolve(info);
        });
      });
      return atCaller(sent);
    };
  });
}
