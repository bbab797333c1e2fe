/** What people come with. */
export const names = ['535', '221', '421 4.7.0', '5.7.1', 'auth.app-password-required'];

export const pairs = [
  ['221', '535'],
  ['535', '534'],
  ['421', '451'],
  ['450', '550'],
  ['550', '554'],
  ['452', '552'],
  ['354', '250'],
] as const;

export const texts = {
  'an error': `Error: Invalid login: 535-5.7.8 Username and Password not accepted. For more information, go to
535 5.7.8  https://support.google.com/mail/?p=BadCredentials d2e1a72fcca58-7ba01c - gsmtp
    at SMTPConnection._formatError (node_modules/nodemailer/lib/smtp-connection/index.js:809:19) {
  code: 'EAUTH',
  responseCode: 535,
  command: 'AUTH PLAIN'
}`,
  'a log': `Nov 28 07:12:01 mx postfix/smtp[812]: 4Xk1: to=<bob@example.org>, relay=mx.example.org[192.0.2.7]:25, dsn=4.7.1, status=deferred (host mx.example.org[192.0.2.7] said: 450 4.7.1 Greylisted, please try again in 300 seconds (in reply to RCPT TO command))
Nov 28 07:12:04 mx postfix/smtp[815]: 4Xk2: to=<carol@example.net>, relay=mx.example.net[192.0.2.9]:25, dsn=5.2.2, status=bounced (host mx.example.net[192.0.2.9] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))`,
  'a bounce': `From: MAILER-DAEMON@mail.example.com

Hi. This is the qmail-send program at mail.example.com.

<bob@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 User unknown`,
} as const;
