import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect } from 'vitest';

/** What a client of the route in the recipes is answered, as their table says. */
export const answers = [
  { email: 'ok@example.org', status: 202 },
  { email: 'gone@example.org', status: 422 },
  { email: 'grey@example.org', status: 503 },
  { email: 'spam@example.org', status: 502 },
  { email: 'lost@example.org', status: 504 },
] as const;

const replies: Readonly<Record<string, string>> = {
  'gone@example.org': '550 5.1.1 No such user, says mx7.internal',
  'grey@example.org': '451 4.7.1 Greylisted at mx7.internal, try again in 300 seconds',
  'spam@example.org': '554 5.7.1 Your IP is on a blocklist, says mx7.internal',
};

/** A server that does to each of these addresses what leads to the answer. It takes one message at a time. */
export function startRefusingServer(): Promise<ScriptedServer> {
  let recipient = '';
  return startScriptedServer({
    accounts: { alice: 'secret' },
    script: {
      rcpt: (context) => {
        recipient = context.recipient ?? '';
        return replies[recipient];
      },
      'final-dot': () => (recipient === 'lost@example.org' ? '221 2.0.0 mx7.internal says goodbye' : 'ok'),
    },
  });
}

/** Posts to the route, and holds every answer to the table. */
export async function expectAnswers(url: string, { retryAfter = null }: { retryAfter?: string | null } = {}) {
  for (const { email, status } of answers) {
    const response = await fetch(`${url}/invitations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ email }),
    });
    expect([email, response.status]).toEqual([email, status]);
    expect(response.headers.get('retry-after')).toBe(status === 503 ? retryAfter : null);
    expect(await response.text()).not.toContain('mx7');
  }
}
