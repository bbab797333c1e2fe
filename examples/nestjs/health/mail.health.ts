import { Injectable } from '@nestjs/common';
import { type HealthCheckAttempt, HealthIndicatorService } from '@nestjs/terminus';
import { isSmtpError } from 'nodemailer-smtp-errors';
import { MailService } from '../mail/mail.service.js';

@Injectable()
export class MailHealthIndicator {
  constructor(
    private readonly indicator: HealthIndicatorService,
    private readonly mail: MailService,
  ) {}

  /** Each check is a login: probes within ten seconds share one. A wrong password the login guard keeps back. */
  isHealthy<Key extends string>(key: Key): HealthCheckAttempt<Key> {
    return this.indicator
      .check(key)
      .attempt(() => this.#probe())
      .withTimeout(5000)
      .cacheFor(10_000);
  }

  async #probe(): Promise<void> {
    try {
      await this.mail.verify();
    } catch (error) {
      // The message goes into the answer, and the whole error's quotes the server.
      throw isSmtpError(error) ? new Error(error.reason) : error;
    }
  }
}
