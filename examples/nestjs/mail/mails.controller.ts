import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Mail, Receipt } from './mail.js';
import { MailService } from './mail.service.js';
import { ParseMailPipe } from './parse-mail.pipe.js';

/** Put authentication and a rate limit before it: whoever may post here may send mail. */
@Controller('mails')
export class MailsController {
  constructor(private readonly mail: MailService) {}

  // Failures need no code here: SmtpErrorFilter answers them.
  @Post()
  @HttpCode(202)
  send(@Body(ParseMailPipe) mail: Mail): Promise<Receipt> {
    return this.mail.send(mail);
  }
}
