import { expect, test } from 'vitest';
import { createRetryBudget } from '../../src/retry/budget.js';

test('a server that is down costs a hundred retries, and no more', () => {
  const budget = createRetryBudget();
  let retries = 0;
  while (budget.spend()) retries += 1;
  expect(retries).toBe(100);
});

test('a retry that delivered costs nothing, and deliveries earn retries', () => {
  const budget = createRetryBudget(5);
  expect(budget.spend()).toBe(true);
  expect(budget.spend()).toBe(false);
  budget.refund();
  expect(budget.spend()).toBe(true);
  for (let sends = 0; sends < 4; sends += 1) budget.earn();
  expect(budget.spend()).toBe(false);
  budget.earn();
  expect(budget.spend()).toBe(true);
});

test('nobody saves up more than the bucket holds', () => {
  const budget = createRetryBudget(5);
  for (let sends = 0; sends < 100; sends += 1) budget.earn();
  expect([budget.spend(), budget.spend()]).toEqual([true, false]);
});
