import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Closes its transport while mail is under way, and goes on with a new one. */
export const closes = behaviour({
  how: fc.record({ force: fc.boolean() }),
  act(application, { force }) {
    const old = application.mailer;
    application.mailer = application.createMailer();
    old.close({ force });
  },
});
