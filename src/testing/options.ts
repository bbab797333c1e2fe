import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { type Accounts, type Mechanism, mechanisms } from './auth.js';
import { certificate, privateKey } from './certificate.js';
import { aBoolean, aCount, anObject, type Check, checkFields, oneOf } from './checks.js';
import type { Pace } from './faults.js';
import { checkScript, type Script } from './script.js';

/** What the server offers in its reply to EHLO, besides AUTH. */
export interface ServerExtensions {
  /** PIPELINING. Commands that come in one segment are answered either way. Default: true. */
  readonly pipelining?: boolean;
  /** SIZE in bytes, enforced at MAIL and at the final dot; `false`: no limit. Default: 10 MiB. */
  readonly size?: number | false;
  /** STARTTLS, until the connection is encrypted. Default: the value of `requireTls`. */
  readonly starttls?: boolean;
  /** 8BITMIME. Default: true. */
  readonly eightBitMime?: boolean;
  /** SMTPUTF8. Default: true. */
  readonly smtpUtf8?: boolean;
  /** ENHANCEDSTATUSCODES; without it replies have none. Default: true. */
  readonly enhancedStatusCodes?: boolean;
  /** Any other keyword, announced and nothing else: `['DSN', 'LIMITS RCPTMAX=5']`. Default: none. */
  readonly others?: readonly string[];
}

/** The options of {@link startScriptedServer}. */
export interface ScriptedServerOptions {
  /**
   * Who may log in, with the password, or the token for XOAUTH2. Read at each login, so that a test may
   * change a password under way. Without accounts, mechanisms and a script that answers AUTH on all
   * connections, AUTH is not offered.
   */
  readonly accounts?: Accounts;
  /** The SASL mechanisms offered. Default: PLAIN, LOGIN, CRAM-MD5 and XOAUTH2. */
  readonly mechanisms?: readonly Mechanism[];
  readonly extensions?: ServerExtensions;
  /** TLS from the first byte, as on port 465. Default: false. */
  readonly secure?: boolean;
  /** LMTP, RFC 2033: LHLO, and a reply for each recipient after the final dot. Default: false. */
  readonly lmtp?: boolean;
  /** Refuses mail from clients that are not logged in (530). Default: false. */
  readonly requireAuth?: boolean;
  /** Refuses mail and logins in clear text (530). Default: false. */
  readonly requireTls?: boolean;
  /** How replies are fed to the client where the script does not say so. Default: `'whole'`. */
  readonly pace?: Pace;
  /** The port to listen on, to come back where an earlier server was. Default: one that is free. */
  readonly port?: number;
  /** Another certificate and key, other TLS versions. Default: the `certificate` of this module. */
  readonly tls?: SecureContextOptions;
  /**
   * Where the server misbehaves: on all connections, or a script of its own for each connection, which
   * are numbered from 1. Default: nowhere.
   *
   * @example
   * startScriptedServer({ script: (connection) => (connection === 1 ? { mail: drop() } : {}) });
   */
  readonly script?: Script | ((connection: number) => Script);
}

/** The options as the server uses them. */
export interface Settings {
  readonly accounts: Accounts;
  readonly mechanisms: readonly Mechanism[];
  readonly extensions: Required<ServerExtensions>;
  readonly secure: boolean;
  readonly lmtp: boolean;
  readonly requireAuth: boolean;
  readonly requireTls: boolean;
  readonly pace: Pace;
  readonly port: number;
  readonly secureContext: SecureContext;
  readonly script: Script | ((connection: number) => Script);
}

/** Throws a `TypeError` for options that cannot be used. */
export function toSettings(options: ScriptedServerOptions): Settings {
  checkFields('options', options, optionChecks);
  checkFields('options.extensions', options.extensions ?? {}, extensionChecks);
  const { accounts, extensions, script = {}, requireTls = false } = options;
  if (typeof script !== 'function') checkScript(script);
  return {
    accounts: accounts ?? {},
    mechanisms: options.mechanisms ?? (accounts !== undefined || answersAuth(script) ? mechanisms : []),
    extensions: {
      pipelining: extensions?.pipelining ?? true,
      size: extensions?.size ?? 10 * 2 ** 20,
      starttls: extensions?.starttls ?? requireTls,
      eightBitMime: extensions?.eightBitMime ?? true,
      smtpUtf8: extensions?.smtpUtf8 ?? true,
      enhancedStatusCodes: extensions?.enhancedStatusCodes ?? true,
      others: extensions?.others ?? [],
    },
    secure: options.secure ?? false,
    lmtp: options.lmtp ?? false,
    requireAuth: options.requireAuth ?? false,
    requireTls,
    pace: options.pace ?? 'whole',
    port: options.port ?? 0,
    secureContext: createSecureContext({
      cert: certificate,
      key: privateKey,
      ...options.tls,
    }),
    script,
  };
}

function answersAuth(script: Settings['script']): boolean {
  return typeof script !== 'function' && Object.keys(script).some((phase) => phase.startsWith('auth'));
}

const listOf = ([what, holds]: Check): Check => [
  `an array, each ${what}`,
  (value) => Array.isArray(value) && value.every(holds),
];

const aString: Check = ['a string', (value) => typeof value === 'string'];

const optionChecks = {
  accounts: [
    'an object of user names with their passwords',
    (value) => anObject[1](value) && Object.values(Object(value)).every(aString[1]),
  ],
  mechanisms: listOf(oneOf(...mechanisms)),
  extensions: anObject,
  secure: aBoolean,
  lmtp: aBoolean,
  requireAuth: aBoolean,
  requireTls: aBoolean,
  pace: oneOf('whole', 'lines', 'bytes'),
  port: ['a port number', (value) => typeof value === 'number' && aCount[1](value) && value < 65_536],
  tls: anObject,
  script: ['an object or a function', (value) => typeof value === 'function' || anObject[1](value)],
} satisfies { readonly [option in keyof ScriptedServerOptions]: Check };

const extensionChecks = {
  pipelining: aBoolean,
  size: ['a number of bytes or false', (value) => value === false || aCount[1](value)],
  starttls: aBoolean,
  eightBitMime: aBoolean,
  smtpUtf8: aBoolean,
  enhancedStatusCodes: aBoolean,
  others: listOf(aString),
} satisfies { readonly [extension in keyof ServerExtensions]: Check };
