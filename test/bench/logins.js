import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { createPool, smallest } from './sends.js';

const sends = 200;

/** What a wrong password costs: each login brings the account nearer to being locked. */
export async function logins() {
  const bare = await loginsOf((pool) => pool);
  const wrapped = await loginsOf(wrapTransport);
  return [
    {
      what: `Logins for ${sends} messages with a wrong password`,
      figure: `${wrapped}; bare: ${bare}`,
      wanted: '1',
    },
  ];
}

/** @param {(pool: ReturnType<typeof createPool>) => ReturnType<typeof createPool>} prepare */
async function loginsOf(prepare) {
  const server = await startScriptedServer({ accounts: { shop: 'another password' }, secure: true });
  const mailer = prepare(createPool(server.port));
  await Promise.allSettled(Array.from({ length: sends }, () => mailer.sendMail(smallest)));
  mailer.close();
  const { length } = server.logins;
  await server.close();
  return length;
}
