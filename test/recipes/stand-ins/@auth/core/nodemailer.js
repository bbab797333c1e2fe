/** Auth.js puts a provider's own options over its defaults, and calls `sendVerificationRequest` with both. */
export default (options) => ({ id: 'nodemailer', type: 'email', name: 'Nodemailer', options });
