import { expect, test } from 'vitest';
import { judge } from '../../src/verdict/verdict.js';
import type { Row } from './facts.js';

/** One test a row. */
export function testRows(rows: readonly Row[]): void {
  test.each(rows.map(([happened, ...row]) => ({ happened, row })))('$happened', ({ row }) => {
    const [facts, is, reason, phase] = row;
    const verdict = judge(facts);
    if (verdict.is === 'accepted' || is === 'accepted') {
      expect(verdict.is).toBe(is);
      return;
    }
    const { delivery, diagnosis, evidence } = verdict;
    expect({ delivery, reason: diagnosis.reason, phase: evidence.phase }).toEqual({
      delivery: is,
      reason: reason ?? (is === 'unknown' ? 'delivery.unknown' : diagnosis.reason),
      phase: phase ?? evidence.phase,
    });
    // Nothing that may be out, or was refused to some, is tried again as a whole.
    if (is === 'unknown') expect(diagnosis.retry.safe).toBe(false);
  });
}
