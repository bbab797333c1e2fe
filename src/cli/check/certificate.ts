import type { TLSSocket } from 'node:tls';

const DAY_MS = 86_400_000;

/** What TLS came to. */
export interface Encryption {
  readonly protocol: string;
  readonly cipher: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  readonly daysLeft: number;
  /** Node's code for what is wrong with the certificate: `CERT_HAS_EXPIRED`. */
  readonly problem?: string;
}

/** Describes the encryption of a connection. */
export function describeEncryption(socket: TLSSocket, now: number): Encryption {
  const certificate = socket.getPeerCertificate();
  const validTo = Date.parse(certificate.valid_to ?? '');
  const problem = socket.authorized ? undefined : String(socket.authorizationError);
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    cipher: socket.getCipher()?.standardName ?? '',
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validTo: Number.isNaN(validTo) ? '' : new Date(validTo).toISOString(),
    daysLeft: Number.isNaN(validTo) ? 0 : Math.floor((validTo - now) / DAY_MS),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The encryption in one line. */
export function encryptionInWords({ protocol, subject, issuer, daysLeft }: Encryption): string {
  const left = daysLeft < 0 ? `expired ${days(-daysLeft)} ago` : `${days(daysLeft)} left`;
  return `${protocol}, certificate for ${subject} by ${issuer}, ${left}`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function nameOf(name: NodeJS.Dict<string | string[]> | undefined): string {
  return String(name?.['CN'] ?? name?.['O'] ?? 'nobody');
}
