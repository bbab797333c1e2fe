import { delivery } from './demo/delivery.js';
import { goodbyeForAnAnswer } from './demo/goodbye-for-an-answer.js';
import { idlePool } from './demo/idle-pool.js';
import { finish } from './demo/stage.js';
import { wrongPassword } from './demo/wrong-password.js';

await delivery();
await wrongPassword();
await idlePool();
await goodbyeForAnAnswer();
finish();
