import type { Ending, Wait, Waiter } from './ending.js';
import type { Life } from './life.js';

/** How a wait went. */
export type Waited<T> =
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'ended'; readonly ending: Ending };

/**
 * Waits for a promise, for as long as the send may.
 *
 * @param begin Makes the promise; not called where the send is ended already.
 * @param gotOnAt When it got on last: see {@link Waiter}.
 * @throws What the promise is rejected with, or what it throws instead of one.
 */
export function waitFor<T>(
  life: Life,
  waitsFor: Wait,
  begin: () => PromiseLike<T>,
  gotOnAt: () => number = () => Number.NEGATIVE_INFINITY,
): Promise<Waited<T>> {
  return new Promise((resolve, reject) => {
    const waiter: Waiter = { waitsFor, gotOnAt, ended: (ending) => resolve({ is: 'ended', ending }) };
    life.wait(waiter);
    if (life.ending) return;
    const begun = async () => begin();
    begun().then(
      (value) => {
        life.goOn(waiter);
        resolve({ is: 'done', value });
      },
      (error: unknown) => {
        life.goOn(waiter);
        reject(error);
      },
    );
  });
}
