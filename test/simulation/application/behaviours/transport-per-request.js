import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** What a request does whose refusal says nothing about the login of all the others. */
export const OTHER_LOGIN = 'logs in as somebody else';

/** Makes a transport for each message, as who wraps one in every request handler. */
export const transportPerRequest = behaviour({
  how: fc.record({ count: fc.integer({ min: 2, max: 12 }), wrong: fc.boolean() }),
  act(application, { count, wrong }) {
    const { auth } = application.plan.mailer;
    const isWrong = wrong && auth === 'login';
    const login = { user: `other-${application.user}`, pass: `wr0ng-${application.random.word(12)}` };
    application.secrets.push(login.pass);
    for (let left = count; left > 0; left -= 1) {
      const mailer = application.createMailer(isWrong ? { auth: login } : {});
      const does = ['has a transport of its own', ...(isWrong ? [OTHER_LOGIN] : [])];
      application.send({ mailer, isFinal: isWrong, does });
      application.closeLater(mailer);
    }
  },
});
