import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';
import type { Mail } from './mail.js';

@Injectable()
export class ParseMailPipe implements PipeTransform<unknown, Mail> {
  transform(body: unknown): Mail {
    const { to, subject, text } = Object(body);
    // Only strings: an object in their place may name a file or a URL that Nodemailer would read.
    for (const [name, value] of Object.entries({ to, subject, text })) {
      if (typeof value !== 'string') throw new BadRequestException(`Expected ${name} to be a string.`);
    }
    return { to, subject, text };
  }
}
