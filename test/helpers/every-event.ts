import nodemailer from 'nodemailer';
import { type LogOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { vi } from 'vitest';
import { startScriptedServer } from '../../src/testing/index.js';
import { rejection } from './collect.js';
import { watchLogger } from './watch-logger.js';

const message = { from: 'app@example.com', to: 'user@example.org', subject: 'Hi', text: 'Hello' };

/**
 * Has every kind of event happen, each for one good reason: a wrong password, that login suspended
 * and then working again, a delivery that takes two attempts, and a server that is too slow for one more.
 */
export async function everyEvent(log: LogOptions = { replies: true }) {
  const accounts: Record<string, string> = { alice: 'old' };
  await using server = await startScriptedServer({
    accounts,
    mechanisms: ['PLAIN'],
    script: {
      rcpt: [
        '451 4.7.1 <user@example.org>: Greylisted, try again in 0 seconds',
        'ok',
        '450 4.7.1 Too many messages, slow down',
      ],
    },
  });
  const watched = watchLogger();
  const { host, port } = server;
  const settings = { host, port, auth: { user: 'alice', pass: 'new' } };
  const mailer = wrapTransport(nodemailer.createTransport(settings), {
    logger: watched.logger,
    log,
    retry: { minTimeout: 0 },
  });
  const impatient = wrapTransport(nodemailer.createTransport({ host, port }), {
    logger: watched.logger,
    log: { ...log, failureLevel: 'debug' },
    retry: false,
  });
  await rejection(mailer.sendMail(message));
  accounts['alice'] = 'new';
  // The clock that takes the place of the real one begins anew.
  const afterCoolDown = Math.ceil(performance.now()) + 60_001;
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(afterCoolDown);
  try {
    await mailer.sendMail(message);
    await rejection(impatient.sendMail(message));
    await watched.recorded('smtp.session.closed', 4);
  } finally {
    vi.useRealTimers();
  }
  return watched;
}
