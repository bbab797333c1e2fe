import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const unpadded = (text: string) => text.replace(/=+$/, '');
const urlSafe = (text: string) => unpadded(text).replaceAll('+', '-').replaceAll('/', '_');
const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1);

/** What a login of this user sends in each mechanism, as it goes over the wire. */
function answers(user: string, secret: string): readonly string[] {
  const digest = createHmac('md5', secret).update('<challenge@server>').digest('hex');
  return [
    base64(secret),
    base64(`\0${user}\0${secret}`),
    base64(`${user}\0${user}\0${secret}`),
    base64(`${user} ${digest}`),
    base64(`user=${user}\x01auth=Bearer ${secret}\x01\x01`),
  ];
}

/** Every form in which a server may give a secret back. */
export function secretForms(user: string, secret: string): readonly string[] {
  const encoded = answers(user, secret).flatMap((answer) => [
    answer,
    unpadded(answer),
    urlSafe(answer),
    encodeURIComponent(answer),
    answer.replaceAll('/', '\\/'),
  ]);
  const plain = [secret, secret.toUpperCase(), encodeURIComponent(secret), jsonEscaped(secret)];
  return [...new Set([...plain, ...encoded])];
}
