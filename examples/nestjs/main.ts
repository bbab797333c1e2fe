// SMTP_URL=smtps://user:password@smtp.example.com MAIL_FROM=app@example.com npm run example:nestjs
import 'reflect-metadata';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';

// At shutdown, clients that keep their connections alive are waited for as long.
const adapter = new FastifyAdapter({ keepAliveTimeout: 5000 });
const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
  logger: new ConsoleLogger({ json: true }),
});
app.enableShutdownHooks();
await app.listen(process.env['PORT'] ?? 3000);
new Logger('Main').log(`Listening on ${await app.getUrl()}`);
