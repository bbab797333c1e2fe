import type { Lives } from '../endings/lives.js';
import { isPool } from '../nodemailer/login.js';
import { override } from '../nodemailer/override.js';
import { isForced } from '../nodemailer/pooled.js';
import type { Transport } from '../nodemailer/shapes.js';

/** Has a transport's `close()` end what waits outside of it, and its `pendingCount()` and `isIdle()` count that. */
export function followClosing(transport: Transport, lives: Lives): void {
  if (transport.pendingCount) {
    override(transport, 'pendingCount', (pendingCount) => () => {
      return (pendingCount?.call(transport) ?? 0) + lives.waitingOutside;
    });
  }
  if (transport.isIdle) {
    // Whoever sends as long as there is room is not to fill our queue instead.
    override(transport, 'isIdle', (isIdle) => () => !lives.isAnyHeldBack && Boolean(isIdle?.call(transport)));
  }
  if (transport.close) {
    override(transport, 'close', (close) => (...args) => {
      const returned = close?.apply(transport, args);
      const gently = isPool(transport) ? 'with-its-queue' : 'gently';
      lives.close(isForced(args[0]) ? 'by-force' : gently);
      return returned;
    });
  }
}
