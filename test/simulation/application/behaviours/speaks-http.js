import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** What the API of a mail service says, in HTTP's words, and whether it has the message then. @type {readonly (readonly [says: string, code: string | undefined, has: boolean])[]} */
const answers = [
  ['', undefined, true],
  ['408 Request Timeout', undefined, true],
  ['502 Bad Gateway', undefined, true],
  ['504 Gateway Timeout', undefined, true],
  ['socket hang up', 'ECONNRESET', true],
  ['The operation was aborted due to timeout', undefined, true],
  ['422 Unprocessable Entity', undefined, false],
  ['getaddrinfo ENOTFOUND api.mail.example', 'ENOTFOUND', false],
];

/** Sends by a service's API, over a transport of somebody else's. */
export const speaksHttp = behaviour({
  how: fc.record({ answer: fc.integer({ min: 0, max: answers.length - 1 }), reads: fc.boolean() }),
  act(application, { answer, reads }) {
    const [says, code, has] = answers[answer] ?? ['', undefined, true];
    const { server, clock } = application;
    const transport = {
      name: 'http-api',
      version: '1.0.0',
      /** @param {any} mail @param {(error: Error | null, info?: object) => void} done */
      send(mail, done) {
        const answerWith = (/** @type {string} */ text) => {
          const { from, to } = mail.message.getEnvelope();
          const id = String(from).split('@')[0] ?? '';
          if (has) server.acceptances.push({ id, recipients: to, text, connection: 0, at: clock.now });
          if (says === '')
            done(null, {
              messageId: mail.message.messageId(),
              response: 'Queued',
              accepted: to,
              rejected: [],
            });
          else done(Object.assign(new Error(says), code === undefined ? {} : { code }));
        };
        if (has || reads) {
          const chunks = /** @type {Buffer[]} */ ([]);
          const stream = mail.message.createReadStream();
          stream.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
          stream.on('error', done);
          stream.on('end', () =>
            setTimeout(
              () => answerWith(Buffer.concat(chunks).toString('latin1').replaceAll(/\r?\n/g, '\r\n')),
              30,
            ),
          );
        } else {
          setTimeout(() => answerWith(''), 30);
        }
      },
    };
    application.send({
      mailer: application.createOther(transport),
      isFinal: true,
      does: ['speaks HTTP', `hears '${says}' from an API`],
    });
  },
});
