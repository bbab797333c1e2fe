/** The commands, in the order of the help. */
export const commandNames = ['explain', 'compare', 'check'] as const;

/** One of {@link commandNames}. */
export type CommandName = (typeof commandNames)[number];

/** Whether there is a command of this name. */
export function isCommandName(name: string): name is CommandName {
  return commandNames.some((known) => known === name);
}

const common = `  --json       print one JSON object instead of text
  --no-color   no colours (so does NO_COLOR=1)
  -h, --help   show this`;

export const overview = `Says what SMTP servers mean.

Usage: npx nodemailer-smtp-errors <command> …

Commands
  explain   what a reply or an error means, and what to do
  compare   two codes or reasons side by side
  check     try a server out, step by step, sending no mail

Options
  --help       this; <command> --help for one command
  --version    the version of this program

Examples
  npx nodemailer-smtp-errors explain '535 5.7.8 No'
  npx nodemailer-smtp-errors compare 221 535
  npx nodemailer-smtp-errors check smtp://me@localhost:587

Exit codes: 0 fine, 1 a failure found, 2 wrong usage.`;

const texts: { readonly [name in CommandName]: string } = {
  explain: `Says what a reply or an error means, why, what to do, and
whether to try again.

Usage: npx nodemailer-smtp-errors explain [text] [options]

The text is a reply, several replies (one a line), an error
of Nodemailer's as it was printed or logged, stack and all,
a dialogue, a mail server's log, or a bounce. It may also
name a reason (auth.disabled), a kind (DeliveryUnknown) or a
code (5.7.8). Without a text, or with -, it is read from the
standard input.

Options
  --phase PHASE   where in the session it came: connect,
                  tls, greeting, ehlo, auth, mail, rcpt,
                  data, body, final-dot, reset, quit
  --host HOST     the server, for its provider's own advice
${indentMore(common)}

Examples
  npx nodemailer-smtp-errors explain \\
    '535-5.7.8 Username and Password not accepted.'
  npx nodemailer-smtp-errors explain '550 5.7.1 No' \\
    --phase rcpt --host mx.example.com
  npx nodemailer-smtp-errors explain < error.txt

Exit codes: 0 explained, be it good news or bad; 1 nothing
that we know; 2 wrong usage.`,

  compare: `Puts two codes or reasons side by side: class, meaning,
when you see them, how to fix it, when to use which, and the
key differences in sentences.

Usage: npx nodemailer-smtp-errors compare <a> <b> [options]

Reply codes (535), enhanced status codes (5.7.8) and reasons
(auth.disabled) all do.

Options
${common}

Examples
  npx nodemailer-smtp-errors compare 221 535
  npx nodemailer-smtp-errors compare 550 5.1.1 --json

Exit codes: 0 fine, 2 wrong usage.`,

  check: `Tries a server out, step by step, and stops at the first
failure with its diagnosis and what to do. Sends no mail.

Usage: npx nodemailer-smtp-errors check <server> [options]

The server is smtp://user@host:587, smtps://user@host (TLS
from the first byte, port 465), a host name, or a service
that Nodemailer knows by name: gmail, outlook365 …

With a user it logs in. The password comes from the variable
SMTP_PASSWORD, or it asks; it never stands in the arguments.

Options
  --user USER         the user name, in place of the URL's
  --auth MECHANISM    PLAIN, LOGIN, CRAM-MD5, or XOAUTH2
                      (the password is then the token)
  --from ADDRESS      with --to: MAIL and RCPT as well, then
  --to ADDRESS        RSET; may be given several times
  --timeout SECONDS   for each step (default 10)
  --allow-plaintext   log in without TLS, too
  --insecure          go on past an untrusted certificate,
                      and say what is wrong with it
${indentMore(common, 7)}

A certificate authority of your own: NODE_EXTRA_CA_CERTS.

Examples
  npx nodemailer-smtp-errors check mx.example.com:25
  npx nodemailer-smtp-errors check gmail --user me@gmail.com
  SMTP_PASSWORD=… npx nodemailer-smtp-errors check \\
    smtp://me@example.com:587 --from me@example.com \\
    --to you@example.com

Exit codes: 0 all is well, 1 a step failed, 2 wrong usage.`,
};

/** The help of a command. */
export function helpFor(name: CommandName): string {
  return texts[name];
}

function indentMore(text: string, by = 3): string {
  return text.replace(/^( {2}\S+(?: --help)?)/gm, `$1${' '.repeat(by)}`);
}
