import { UsageError } from '../usage-error.js';

const [ENTER, NEW_LINE, CTRL_C, CTRL_D, BACKSPACE, DELETE] = ['\r', '\n', '\u0003', '\u0004', '\b', '\u007f'];

/** The password from SMTP_PASSWORD, or typed by somebody and shown to nobody. */
export async function findPassword(user: string): Promise<string> {
  const { env, stdin, stderr } = process;
  const given = env['SMTP_PASSWORD'];
  if (given !== undefined && given !== '') return given;
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new UsageError(
      'There is no password to log in with: set the variable SMTP_PASSWORD. (In a terminal you would be asked for it.)',
    );
  }
  stderr.write(`Password for ${JSON.stringify(user)} (not shown): `);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  try {
    return await readSecret(stdin);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

async function readSecret(input: NodeJS.ReadableStream): Promise<string> {
  let typed: readonly string[] = [];
  return new Promise((resolve, reject) => {
    const finish = (outcome: () => void) => {
      input.off('data', onData);
      outcome();
    };
    const onData = (chunk: string | Buffer) => {
      for (const character of String(chunk)) {
        if (character === ENTER || character === NEW_LINE || character === CTRL_D) {
          return finish(() => resolve(typed.join('')));
        }
        if (character === CTRL_C)
          return finish(() => reject(new UsageError('Stopped: no password was given.')));
        typed = character === BACKSPACE || character === DELETE ? typed.slice(0, -1) : [...typed, character];
      }
    };
    input.on('data', onData);
  });
}
