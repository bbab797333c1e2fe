import { diagnose, type Phase, parseReply } from 'nodemailer-smtp-errors/diagnose';
import { expect, test } from 'vitest';
import { complaintIn } from '../../../src/gate/pace/complaint.js';

function complaint(text: string, phase: Phase, delivery: 'not-sent' | 'unknown' = 'not-sent') {
  const { reason, retry } = diagnose(text, { phase });
  return complaintIn({ reason, retry, phase, delivery, reply: parseReply(text) });
}

test.each<[Phase, string]>([
  ['greeting', '421 4.7.0 Too many connections from 192.0.2.1'],
  ['greeting', '421 too many concurrent SMTP connections; please try again later'],
  ['mail', '432 4.3.2 Concurrent connections limit exceeded.'],
  ['greeting', '421 Too many sessions'],
  ['greeting', '421 4.4.5 Server busy, too many connections'],
  ['mail', '421 4.7.0 Too many concurrent connections, this server is operated by corporate IT'],
  ['greeting', '421 4.7.0 Too many connections, try again in 5 minutes'],
  ['greeting', '421 4.7.0 Zu viele gleichzeitige Verbindungen'],
  ['greeting', '421 4.7.0 Trop de connexions simultanées'],
  ['greeting', '421 4.7.0 连接数量过多'],
  ['greeting', '421 4.7.0 同時接続数の上限を超えました'],
  ['greeting', '421 4.7.0 Слишком много одновременных соединений'],
])('in %s "%s" lowers the number of connections', (phase, text) => {
  expect(complaint(text, phase)).toMatchObject({ about: 'connections' });
});

test.each<[Phase, string, number?]>([
  ['final-dot', '454 Throttling failure: Maximum sending rate exceeded.'],
  ['mail', '450 4.7.1 Error: too much mail from 192.0.2.10'],
  ['rcpt', '451 4.7.1 rate limit exceeded, try again in 30 seconds', 30_000],
  ['mail', '450 You have exceeded the rate of 30 messages per second'],
  ['data', '421 slow down'],
  ['mail', '450 Too many messages, slow down. Have a nice day'],
  ['mail', '450 4.7.1 Zu viele Nachrichten, Sie senden zu schnell'],
  ['mail', '450 4.7.1 Trop de messages, débit d’envoi dépassé'],
  ['mail', '450 4.7.1 发信频率过快'],
  ['mail', '450 4.7.1 送信頻度の制限を超えました'],
  ['mail', '450 4.7.1 Слишком много сообщений, превышен лимит'],
  ['mail', '450 4.7.1 Vous avez atteint la limite d’envoi par jour', 3_600_000],
  ['final-dot', '550 5.4.5 Daily user sending limit exceeded.', 3_600_000],
])('in %s "%s" lowers the rate', (phase, text, afterMs) => {
  expect(complaint(text, phase)).toEqual({ about: 'rate', ...(afterMs === undefined ? {} : { afterMs }) });
});

test.each<[Phase, string]>([
  ['rcpt', '451 4.7.1 Greylisted, please try again in 300 seconds'],
  ['rcpt', '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents'],
  ['rcpt', '452 4.5.3 Too many recipients'],
  ['auth', '454 4.7.0 Too many login attempts, please try again later.'],
  ['rcpt', '550 5.1.1 No such user'],
  ['final-dot', '451 4.3.0 Local error in processing'],
])('in %s "%s" is no matter of all others', (phase, text) => {
  expect(complaint(text, phase)).toBeUndefined();
});

test('what may be out is not tried again for it', () => {
  expect(complaint('450 4.7.1 too fast', 'final-dot', 'unknown')).toBeUndefined();
});
