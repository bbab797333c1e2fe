/** Marks errors of this package in every copy of it that a process has loaded. */
export const BRAND = Symbol.for('nodemailer-smtp-errors.SmtpError');

export function isBranded(value: unknown): value is Error {
  try {
    return typeof value === 'object' && value !== null && BRAND in value;
  } catch {
    // A proxy may throw at anything, and is none of ours.
    return false;
  }
}
