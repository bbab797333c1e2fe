import './world/seed-modules.js';

import { parentPort, workerData } from 'node:worker_threads';
import { reportOn } from './report.js';
import { warmUp } from './warm-up.js';

await warmUp();
for (const seed of workerData.seeds) parentPort?.postMessage(await reportOn(seed));
