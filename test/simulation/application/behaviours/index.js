import { aborts } from './aborts.js';
import { changesLimits } from './changes-limits.js';
import { changesPassword } from './changes-password.js';
import { closes } from './closes.js';
import { failsOver } from './fails-over.js';
import { hangsBefore } from './hangs-before.js';
import { plugsIn } from './plugs-in.js';
import { sameMessage } from './same-message.js';
import { sends } from './sends.js';
import { setsClock } from './sets-clock.js';
import { sharesStream } from './shares-stream.js';
import { speaksHttp } from './speaks-http.js';
import { standsStill } from './stands-still.js';
import { throwsInCallback } from './throws-in-callback.js';
import { transportPerRequest } from './transport-per-request.js';
import { verifies } from './verifies.js';

/** What applications do, by the name that plans and stories have for it. @type {Readonly<Record<string, import('./behaviour.js').Behaviour<any>>>} */
export const behaviours = {
  sends,
  aborts,
  closes,
  verifies,
  'shares a stream': sharesStream,
  'sends the same': sameMessage,
  'hangs before': hangsBefore,
  'changes password': changesPassword,
  'changes limits': changesLimits,
  'fails over': failsOver,
  'has a transport per request': transportPerRequest,
  'plugs in': plugsIn,
  'throws in a callback': throwsInCallback,
  'sets the clock': setsClock,
  'stands still': standsStill,
  'speaks HTTP': speaksHttp,
};
