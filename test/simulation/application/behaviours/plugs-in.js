import { Transform } from 'node:stream';
import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Has plugins and options that change the message on its way. */
export const plugsIn = behaviour({
  how: fc.record({
    by: fc.constantFrom('a header', 'a transform', 'a data URL'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  act(application, { by, count }) {
    const mailer = application.createMailer();
    if (by === 'a header') {
      mailer.use('compile', (/** @type {any} */ mail, /** @type {() => void} */ done) => {
        mail.data.headers = { 'X-Plugin': 'was here' };
        setTimeout(done, 5);
      });
    }
    if (by === 'a transform') {
      mailer.use('stream', (/** @type {any} */ mail, /** @type {() => void} */ done) => {
        mail.message.transform(
          () => new Transform({ transform: (chunk, _encoding, next) => next(null, chunk) }),
        );
        done();
      });
    }
    const html = '<img src="data:image/png;base64,iVBORw0KGgo=">';
    const message = by === 'a data URL' ? { message: { html, attachDataUrls: true } } : {};
    for (let left = count; left > 0; left -= 1)
      application.send({ mailer, isFinal: true, ...message, does: [`plugs in ${by}`] });
    application.closeLater(mailer);
  },
});
