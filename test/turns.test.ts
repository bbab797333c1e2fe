import { expect, test, vi } from 'vitest';
import { inTurns } from '../src/turns.js';

test('what is thrown for one of many keeps the others from nothing, and is thrown all the same', async () => {
  const later = vi.spyOn(process, 'nextTick').mockImplementation(() => undefined);
  const done: number[] = [];
  await inTurns([1, 2, 3], (thing) => {
    if (thing === 2) throw new Error('not this one');
    done.push(thing);
  }).catch(() => undefined);
  const [rethrow] = later.mock.calls[0] ?? [];
  later.mockRestore();
  expect(done).toEqual([1, 3]);
  expect(rethrow).toThrow('not this one');
});
