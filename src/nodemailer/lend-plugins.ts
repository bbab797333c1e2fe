import { onMailMade } from './mail-made.js';
import { isObject } from './recognise.js';
import type { Mail, Mailer } from './shapes.js';

/** Has a mailer send what another one was given, in the turn of the call. */
export type SendFor = <T>(mail: Mail, send: () => T) => T;

/** One for each mailer, however many others it is lent to. */
const lent = new WeakMap<Mailer, SendFor>();

/** The mails that others were made of. */
const origins = new WeakMap<Mail, Mail>();

type Plugin = (mail: Mail, done: (error?: Error | null) => void) => void;

/**
 * Has a mailer send what another one was given: with the stream plugins of that one before its own. They
 * change the message, and each mailer makes a message of its own.
 *
 * @returns A function that has it send.
 */
export function lendPlugins(mailer: Mailer): SendFor {
  const known = lent.get(mailer) ?? lendAnew(mailer);
  lent.set(mailer, known);
  return known;
}

function lendAnew(mailer: Mailer): SendFor {
  let origin: Mail | undefined;
  onMailMade(mailer, (mail) => {
    if (origin) origins.set(mail, origin);
    // What a plugin sends meanwhile is another message.
    origin = undefined;
  });
  const { _defaultPlugins: plugins } = mailer;
  const stream = isObject(plugins) ? plugins['stream'] : undefined;
  if (Array.isArray(stream)) {
    stream.unshift((mail: Mail, done: (error?: Error | null) => void) => {
      runAll(pluginsBefore(mail), mail, done);
    });
  }
  return (mail, send) => {
    origin = mail;
    try {
      return send();
    } finally {
      origin = undefined;
    }
  };
}

/** Those of all mailers that it came through, the first one's first. */
function pluginsBefore(mail: Mail): readonly Plugin[] {
  const origin = origins.get(mail);
  return origin ? [...pluginsBefore(origin), ...streamPlugins(origin.mailer)] : [];
}

function streamPlugins(mailer: Mailer | undefined): readonly Plugin[] {
  const plugins = isObject(mailer?._userPlugins) ? mailer._userPlugins['stream'] : undefined;
  return Array.isArray(plugins) ? plugins : [];
}

function runAll(
  [plugin, ...rest]: readonly Plugin[],
  mail: Mail,
  done: (error?: Error | null) => void,
): void {
  if (!plugin) {
    done();
    return;
  }
  plugin(mail, (error) => {
    if (error) done(error);
    else runAll(rest, mail, done);
  });
}
