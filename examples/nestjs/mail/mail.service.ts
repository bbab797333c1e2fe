import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import type { Mail, Receipt } from './mail.js';
import { MAIL_OPTIONS, type MailOptions } from './mail.options.js';

@Injectable()
export class MailService implements OnApplicationShutdown {
  readonly #mailer;

  constructor(@Inject(MAIL_OPTIONS) { url, from }: MailOptions) {
    const options = { url, pool: true, disableFileAccess: true, disableUrlAccess: true } as const;
    this.#mailer = wrapTransport(nodemailer.createTransport(options, { from }), {
      logger: new Logger('Mail'),
      // An HTTP client waits for the answer: waiting for longer is left to it, with Retry-After.
      retry: { maxTimeout: 2000 },
      deadline: 30_000,
    });
  }

  async send(mail: Mail): Promise<Receipt> {
    const { messageId, rejected } = await this.#mailer.sendMail(mail);
    return { messageId, rejected };
  }

  /** Connects and logs in. Rejects with the same errors as {@link send}. */
  async verify(): Promise<void> {
    await this.#mailer.verify();
  }

  /** Called when the last request has been answered. */
  onApplicationShutdown(): void {
    this.#mailer.close();
  }
}
