import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type AnySmtpError, SmtpError } from 'nodemailer-smtp-errors';
import { toProblem } from './to-problem.js';

/** Answers typed errors: a problem for the client, and what to do about it for the operators. */
@Catch(SmtpError)
export class SmtpErrorFilter implements ExceptionFilter<AnySmtpError> {
  readonly #logger = new Logger(SmtpErrorFilter.name);

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: AnySmtpError, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.status >= 500 && !error.retry.safe) this.#tellOperators(error);

    const { httpAdapter } = this.adapterHost;
    const response: unknown = host.switchToHttp().getResponse();
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json');
    if (problem.status === 503 && error.retry.afterMs !== undefined) {
      httpAdapter.setHeader(response, 'Retry-After', String(Math.ceil(error.retry.afterMs / 1000)));
    }
    httpAdapter.reply(response, problem, problem.status);
  }

  #tellOperators({ reason, messageId, remediation }: AnySmtpError): void {
    const { summary, steps, url } = remediation;
    this.#logger.error({ message: summary, reason, messageId, steps, url });
  }
}
