import { anyCode } from './any-code.js';
import { doubledReply } from './doubled-reply.js';
import { drip } from './drip.js';
import { earlyReply } from './early-reply.js';
import { echo } from './echo.js';
import { goodbye } from './goodbye.js';
import { lateReply } from './late-reply.js';
import { lostConnection } from './lost-connection.js';
import { missingReply } from './missing-reply.js';
import { mixedCodes } from './mixed-codes.js';
import { oddGoAhead } from './odd-go-ahead.js';
import { oversizedReply } from './oversized-reply.js';
import { refusal } from './refusal.js';
import { refusedLogin } from './refused-login.js';
import { silence } from './silence.js';
import { unreachable } from './unreachable.js';

/** What servers do otherwise than they should, by the name that plans and stories have for it. @type {Readonly<Record<string, import('./behaviour.js').Behaviour<any>>>} */
export const behaviours = {
  'any code': anyCode,
  'doubled reply': doubledReply,
  drip,
  'early reply': earlyReply,
  echo,
  goodbye,
  'late reply': lateReply,
  'lost connection': lostConnection,
  'missing reply': missingReply,
  'mixed codes': mixedCodes,
  'odd go-ahead': oddGoAhead,
  'oversized reply': oversizedReply,
  refusal,
  'refused login': refusedLogin,
  silence,
  unreachable,
};
