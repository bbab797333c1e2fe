import { Readable } from 'node:stream';
import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Sends something that is not ready, and never will be: a plugin that does not call back, an HTML stream that does not end. */
export const hangsBefore = behaviour({
  how: fc.record({ by: fc.constantFrom('a plugin', 'a data URL', 'a failing plugin', 'a failing data URL') }),
  act(application, { by }) {
    const does = [`hangs by ${by}`];
    if (by === 'a data URL') {
      const html = new Readable({ read: () => undefined });
      application.send({ message: { html, attachDataUrls: true }, does });
      return;
    }
    if (by === 'a failing data URL') {
      const html = new Readable({
        read() {
          this.destroy(new Error('The page is gone'));
        },
      });
      application.send({ message: { html, attachDataUrls: true }, does });
      return;
    }
    const mailer = application.createMailer();
    mailer.use('compile', (/** @type {unknown} */ _mail, /** @type {(error: Error) => void} */ done) => {
      if (by === 'a failing plugin') done(new Error('The plugin failed'));
    });
    application.send({ mailer, does, isFinal: true });
    application.closeLater(mailer);
  },
});
