import { isObject } from './recognise.js';
import type { Mail, Mailer } from './shapes.js';

const flags = ['disableFileAccess', 'disableUrlAccess'] as const;

/** Has a message read no file and no URL where one of these mailers lets its own messages read none. */
export function closeAccess({ data }: Mail, mailers: readonly Mailer[]): void {
  for (const flag of flags) if (mailers.some((mailer) => closes(mailer, flag))) Reflect.set(data, flag, true);
}

function closes({ options, _defaults: defaults }: Mailer, flag: (typeof flags)[number]): boolean {
  return Boolean(options?.[flag]) || (isObject(defaults) && Boolean(defaults[flag]));
}
