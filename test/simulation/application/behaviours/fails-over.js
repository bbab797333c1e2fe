import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** What a request does that has the time of two transports. */
export const TWO_SERVERS = 'fails over';

/** Sends through the first of two servers that will take it. */
export const failsOver = behaviour({
  how: fc.record({
    count: fc.constantFrom(1, 2, 8),
    content: fc.constantFrom('text', 'buffer', 'stream', 'slow stream'),
    recipients: fc.constantFrom(1, 2),
  }),
  act(application, { count, content, recipients }) {
    const mailer = application.createFailover();
    for (let left = count; left > 0; left -= 1) {
      const options = { mailer, keepsMailer: true, recipients, does: [TWO_SERVERS] };
      application.send({ ...options, content: /** @type {any} */ (content) });
    }
    application.closeLater(mailer);
  },
});
