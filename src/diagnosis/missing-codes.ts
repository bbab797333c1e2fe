/** How the messages begin, in small letters, of errors that Nodemailer gives no code before 8. */
const beginnings: readonly (readonly [beginning: string, code: string])[] = [
  ['sendmail exited with code', 'ESENDMAIL'],
  ['sendmail command not found', 'ESENDMAIL'],
  ['sendmail was not found', 'ESENDMAIL'],
  ['can not send mail. invalid envelope addresses', 'ESENDMAIL'],
  ['invalid response from proxy', 'EPROXY'],
  ['unknown proxy configuration', 'EPROXY'],
  ['socks module not loaded', 'EPROXY'],
  ['file access rejected for', 'EFILEACCESS'],
  ['url access rejected for', 'EURLACCESS'],
  ['invalid status code', 'EFETCH'],
  ['maximum redirect count exceeded', 'EFETCH'],
  ['authentication info was not provided', 'ENOAUTH'],
];

/** The code that Nodemailer 8 and later give to an error with this message, where it is of their own. */
export function missingCode(message: string): string {
  const start = message.slice(0, 100).toLowerCase();
  return beginnings.find(([beginning]) => start.startsWith(beginning))?.[1] ?? '';
}
