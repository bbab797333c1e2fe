import { UsageError } from '../usage-error.js';

/** The server that is checked. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly user?: string;
}

const SECRET_IN_URL =
  "The URL must not hold a password: it would stay in the shell's history and be seen by everyone who lists the processes of this machine. Leave it out and set SMTP_PASSWORD, or type it when you are asked.";
const FORM =
  'Expected smtp://user@host:587, smtps://user@host, a host name, or the name of a service such as gmail.';

/** Reads what was given as the server. No message repeats it: it may hold a password. */
export async function readTarget(text: string): Promise<Target> {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return fromUrl(text);
  if (/^[\w .&'!+-]+$/.test(text) && !/[.]|^localhost$/i.test(text)) return fromService(text);
  return fromUrl(`smtp://${text}`);
}

function fromUrl(text: string): Target {
  const url = parseUrl(text);
  if (url.password !== '') throw new UsageError(SECRET_IN_URL);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') {
    throw new UsageError(`${url.protocol}// is not SMTP. ${FORM}`);
  }
  if (url.hostname === '') throw new UsageError(`There is no host in it. ${FORM}`);
  const secure = url.protocol === 'smtps:';
  const user = decode(url.username);
  return {
    host: decode(url.hostname.replace(/^\[(.*)\]$/, '$1')),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user === '' ? {} : { user }),
  };
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new UsageError(`That is no address of a server. ${FORM}`);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError('There is a % in the URL that no two hexadecimal digits follow: write it as %25.');
  }
}

async function fromService(name: string): Promise<Target> {
  const wellKnown = await loadServices();
  const service = wellKnown(name);
  if (!service || typeof service.host !== 'string') {
    throw new UsageError(
      `Nodemailer knows no service ${JSON.stringify(name)}. If it is the name of a host, write smtp://${name}:587.`,
    );
  }
  const secure = service.secure === true;
  return { host: service.host, port: Number(service.port) || (secure ? 465 : 587), secure };
}

async function loadServices() {
  try {
    return (await import('nodemailer/lib/well-known/index.js')).default;
  } catch {
    throw new UsageError(
      'Names of services come from Nodemailer, and it is not installed here: npm install nodemailer. Or give the server itself: smtp://smtp.gmail.com:587.',
    );
  }
}
