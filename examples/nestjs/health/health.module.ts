import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { MailHealthIndicator } from './mail.health.js';

@Module({
  imports: [TerminusModule],
  controllers: [HealthController],
  providers: [MailHealthIndicator],
})
export class HealthModule {}
