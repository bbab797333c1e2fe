import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Somebody changes the password at the server; the application hears of it later. */
export const changesPassword = behaviour({
  how: fc.record({
    heardAfter: fc.constantFrom(0, 10, 2_000, 70_000),
    sends: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(12, 40)),
  }),
  act(application, { heardAfter, sends }) {
    if (application.plan.mailer.auth === 'none') return;
    const fresh = `fr3sh-${application.random.word(14)}`;
    application.server.setAccount(application.user, fresh);
    for (let left = sends; left > 0; left -= 1) application.send();
    application.after(heardAfter, () => application.setSecret(fresh));
  },
});
