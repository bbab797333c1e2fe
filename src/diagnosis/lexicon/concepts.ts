/**
 * What words of any language stand for. Rules and learned weights speak of these, so that a new language is rows
 * of {@link LanguageWords} and nothing else.
 */
export const concepts = [
  'mailbox',
  'user',
  'account',
  'recipient',
  'sender',
  'domain',
  'address',
  'message',
  'server',
  'connection',
  'password',
  'login',
  'token',
  'appPassword',
  'mechanism',
  'command',
  'syntax',
  'sequence',
  'size',
  'quota',
  'storage',
  'limit',
  'rate',
  'day',
  'hour',
  'tooMany',
  'unknown',
  'invalid',
  'full',
  'disabled',
  'inactive',
  'blocked',
  'suspended',
  'required',
  'failed',
  'notSupported',
  'notAllowed',
  'unavailable',
  'temporary',
  'tryLater',
  'busy',
  'closing',
  'timeout',
  'spam',
  'virus',
  'content',
  'blocklist',
  'reputation',
  'client',
  'policy',
  'relay',
  'encryption',
  'certificate',
  'dns',
  'loop',
  'greylist',
  'dmarc',
  'webLogin',
  'smtpAccess',
  'loginTries',
  'wish',
] as const;

/** One of {@link concepts}. */
export type Concept = (typeof concepts)[number];

/**
 * The words and phrases of a language, by concept, separated by commas: as {@link readText} gives them (small
 * letters, no accents), and with `*` where any ending may follow.
 */
export type LanguageWords = Readonly<Partial<Record<Concept, string>>>;
