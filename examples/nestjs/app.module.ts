import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { HealthModule } from './health/health.module.js';
import { MailModule } from './mail/mail.module.js';
import { SmtpErrorFilter } from './problem/smtp-error.filter.js';

@Module({
  imports: [
    MailModule.forRoot({
      url: process.env['SMTP_URL'] ?? 'smtp://localhost:25',
      from: process.env['MAIL_FROM'] ?? 'app@example.com',
    }),
    HealthModule,
  ],
  providers: [{ provide: APP_FILTER, useClass: SmtpErrorFilter }],
})
export class AppModule {}
