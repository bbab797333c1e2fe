import { checkNumber, checkObject, checkOneOf, expectedSecret } from './checks.js';

const texts = ['user', 'pass', 'accessToken', 'refreshToken', 'clientId', 'clientSecret', 'serviceClient'];
const known = ['type', ...texts, 'expires', 'privateKey'];

/** Throws where a transport cannot log in with what was given: it would be refused with it, long afterwards. */
export function checkLoginCredentials(name: string, credentials: unknown): void {
  const what = 'an object, such as { user, pass }';
  if (typeof credentials !== 'object' || credentials === null) throw expectedSecret(name, what, credentials);
  checkObject(name, credentials, known, what);
  const { type, expires, privateKey, ...values } = Object.fromEntries(
    known.map((field) => [field, Reflect.get(credentials, field)]),
  );
  // Nodemailer reads it in capitals.
  const kind = typeof type === 'string' ? type.toLowerCase() : type;
  checkOneOf(`type in ${name}`, kind, ['login', 'oauth2', 'custom'], "'login', 'OAuth2' or 'custom'");
  checkNumber(`expires in ${name}`, expires, 'a time in milliseconds since 1970', { least: 0 });
  for (const [field, value] of Object.entries(values)) checkText(`${field} in ${name}`, value);
  const isWithPassphrase = typeof privateKey === 'object' && privateKey !== null && 'key' in privateKey;
  if (!isWithPassphrase) checkText(`privateKey in ${name}`, privateKey);
}

function checkText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string') throw expectedSecret(name, 'a string', value);
}
