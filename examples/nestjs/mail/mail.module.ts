import { type DynamicModule, Module } from '@nestjs/common';
import { MAIL_OPTIONS, type MailOptions } from './mail.options.js';
import { MailService } from './mail.service.js';
import { MailsController } from './mails.controller.js';

@Module({})
export class MailModule {
  static forRoot(options: MailOptions): DynamicModule {
    return {
      module: MailModule,
      global: true,
      controllers: [MailsController],
      providers: [{ provide: MAIL_OPTIONS, useValue: options }, MailService],
      exports: [MailService],
    };
  }
}
