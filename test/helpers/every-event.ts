import nodemailer from 'nodemailer';
import { type LogOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { vi } from 'vitest';
import { rejection } from './collect.js';
import { watchLogger } from './watch-logger.js';

const message = { from: 'app@example.com', to: 'user@example.org', subject: 'Hi', text: 'Hello' };

/**
 * Has every kind of event happen, each for one good reason: a wrong password, that login suspended
 * and then working again, a delivery that takes two attempts, a server that is too slow for one more, and
 * another that is away for a while.
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
    const backup = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
    const names = ['own server', 'backup'];
    const both = nodemailer.createTransport(
      failover([awayOnce(), backup], { names, logger: watched.logger, log }),
    );
    await both.sendMail(message);
    vi.advanceTimersByTime(30_001);
    await both.sendMail(message);
  } finally {
    vi.useRealTimers();
  }
  return watched;
}

/** A transporter that has nobody to connect to the first time. */
function awayOnce() {
  let isAway = true;
  const { transporter } = nodemailer.createTransport({ jsonTransport: true });
  const transport = nodemailer.createTransport({
    name: 'Own',
    version: '1',
    send(mail, callback) {
      const error = isAway ? Object.assign(new Error('Connection refused'), { code: 'ECONNREFUSED' }) : null;
      isAway = false;
      if (error) callback(error);
      else transporter.send(Object(mail), Object(callback));
    },
  });
  return wrapTransport(transport, { retry: false });
}
