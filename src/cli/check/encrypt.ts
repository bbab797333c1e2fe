import { isIP } from 'node:net';
import { describeEncryption, encryptionInWords } from './certificate.js';
import type { Dialogue } from './dialogue.js';
import { StepFailure } from './failure.js';
import type { Plan } from './plan.js';
import { expectCode } from './refused.js';
import type { Found } from './step.js';

/** So many days before the end somebody should know of it. */
const SOON_DAYS = 14;

/** Goes over to TLS, and says with whose certificate, and for how long that is good. */
export async function encrypt(dialogue: Dialogue, { target, insecure }: Plan): Promise<Found<undefined>> {
  const { host } = target;
  const socket = await dialogue.startTls(isIP(host) ? { host } : { host, servername: host });
  const encryption = describeEncryption(socket, Date.now());
  const text = encryptionInWords(encryption);
  const { problem } = encryption;
  if (problem !== undefined && insecure) {
    const proof = `${problem}: ${text}; gone on with all the same (--insecure), whoever it is that answers`;
    return { value: undefined, text: proof, facts: { encryption }, status: 'warning' };
  }
  if (problem !== undefined) {
    const message = `${problem}: ${text}`;
    const error = { code: 'ESOCKET', originalCode: problem, message };
    throw new StepFailure(message, { phase: 'tls', command: 'STARTTLS', error });
  }
  return {
    value: undefined,
    text,
    facts: { encryption },
    ...(encryption.daysLeft < SOON_DAYS ? { status: 'warning' } : {}),
  };
}

/** Asks for TLS, and goes over to it. */
export async function startTls(dialogue: Dialogue, plan: Plan): Promise<Found<undefined>> {
  const about = { phase: 'tls', command: 'STARTTLS' } as const;
  expectCode(await dialogue.ask('STARTTLS', about), (code) => code === 220, about);
  return encrypt(dialogue, plan);
}

/** What there is to say where TLS is not offered: nothing secret goes over such a connection. */
export function withoutTls({ login, allowPlaintext }: Plan, address: string): Found<undefined> {
  const loopback = /^(?:127\.|::1$|::ffff:127\.)/.test(address);
  if (login && !loopback && !allowPlaintext) {
    throw new StepFailure(
      'not offered, and a password must not go out in clear text (--allow-plaintext sends it)',
      {
        phase: 'tls',
        command: 'STARTTLS',
        reason: 'tls.unavailable',
      },
    );
  }
  return { value: undefined, text: 'not offered: nothing here is encrypted', status: 'warning' };
}
