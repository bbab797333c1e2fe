import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Closes its transport while mail is under way, goes on with a new one, and forgets that somewhere. */
export const closes = behaviour({
  how: fc.record({ force: fc.boolean(), uses: fc.boolean() }),
  act(application, { force, uses }) {
    const old = application.replaceMailer(force);
    if (uses) application.send({ mailer: old, isFinal: true, does: ['sends over a closed mailer'] });
  },
});
