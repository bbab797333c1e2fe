/** Marks errors of this package in every copy of it that a process has loaded. */
export const BRAND = Symbol.for('nodemailer-smtp-errors.SmtpError');

export function isBranded(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && BRAND in value;
}
