import { isObject } from './recognise.js';
import type { Mail, Mailer } from './shapes.js';

/**
 * Tells of each message that a mailer makes, in the turn of its `sendMail`: the mailer's own plugins come
 * before those of the application.
 */
export function onMailMade(mailer: Mailer, callback: (mail: Mail) => void): void {
  const { _defaultPlugins: plugins } = mailer;
  const compile = isObject(plugins) ? plugins['compile'] : undefined;
  if (!Array.isArray(compile)) return;
  compile.unshift((mail: Mail, done: () => void) => {
    callback(mail);
    done();
  });
}
