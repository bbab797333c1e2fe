import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Account, type Entrant, LoginGuard, type Suspension } from '../../src/guard/login-guard.js';

/** Somebody who wants to log in, and what the guard told them. */
class Applicant implements Entrant {
  place = -1;
  account: Account | undefined;
  suspension: Suspension | undefined;

  admit(account: Account) {
    this.account = account;
  }

  suspend(suspension: Suspension) {
    this.suspension = suspension;
  }

  get pass() {
    const { account } = this;
    return (
      account && {
        succeeded: () => account.succeeded(this),
        refused: (failure: Error) => account.refused(this, failure),
        left: () => account.left(this),
      }
    );
  }
}

function enter(guard: LoginGuard, key = 'key') {
  const applicant = new Applicant();
  const account = guard.enter(key, applicant);
  return Object.assign(applicant, { leave: () => account.left(applicant) });
}

const refusal = new Error('535');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('until a login has worked', () => {
  test('one tries, the others wait, and all are let in when it is in', () => {
    const guard = new LoginGuard();
    const [first, ...others] = [enter(guard), enter(guard), enter(guard)];
    expect(first?.pass).toBeDefined();
    expect(others.every(({ pass }) => pass === undefined)).toBe(true);
    first?.pass?.succeeded();
    expect(others.every(({ pass }) => pass !== undefined)).toBe(true);
    expect(enter(guard).pass).toBeDefined();
  });

  test('an attempt that ends before the login hands over to the next', () => {
    const guard = new LoginGuard();
    const [first, second, third] = [enter(guard), enter(guard), enter(guard)];
    first?.pass?.left();
    expect(second?.pass).toBeDefined();
    expect(third?.pass).toBeUndefined();
  });

  test('who gives up waiting is not called', () => {
    const guard = new LoginGuard();
    const [first, second, third] = [enter(guard), enter(guard), enter(guard)];
    second?.leave();
    first?.pass?.left();
    expect(second?.pass).toBeUndefined();
    expect(third?.pass).toBeDefined();
  });

  test('other credentials do not wait for these', () => {
    const guard = new LoginGuard();
    enter(guard, 'a');
    expect(enter(guard, 'b').pass).toBeDefined();
  });
});

describe('after a refusal', () => {
  test('everybody who waits and everybody new is turned away at once, with the refusal', () => {
    const guard = new LoginGuard();
    const [first, second] = [enter(guard), enter(guard)];
    first?.pass?.refused(refusal);
    expect(second?.suspension).toEqual({ failure: refusal, until: Date.now() + 60_000 });
    expect(enter(guard).suspension?.failure).toBe(refusal);
  });

  test('also who was let in and is not logged in yet, but not who is', () => {
    const guard = new LoginGuard();
    enter(guard).pass?.succeeded();
    const [sending, connecting, refused] = [enter(guard), enter(guard), enter(guard)];
    sending?.pass?.succeeded();
    refused?.pass?.refused(refusal);
    expect(connecting?.suspension?.failure).toBe(refusal);
    expect(sending?.suspension).toBeUndefined();
    expect(refused?.suspension).toBeUndefined();
  });

  test('also where somebody told twice that their login is in', () => {
    const guard = new LoginGuard();
    enter(guard).pass?.succeeded();
    const [sending, refused, connecting] = [enter(guard), enter(guard), enter(guard)];
    sending?.pass?.succeeded();
    sending?.pass?.succeeded();
    refused?.pass?.refused(refusal);
    expect(connecting?.suspension?.failure).toBe(refusal);
  });

  test('one tries after a minute, then after two, four, eight, and every fifteen', () => {
    const guard = new LoginGuard();
    enter(guard).pass?.refused(refusal);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      vi.setSystemTime(Date.now() + minutes * 60_000 - 1);
      expect(enter(guard).suspension).toBeDefined();
      vi.setSystemTime(Date.now() + 1);
      const [trial, next] = [enter(guard), enter(guard)];
      expect(next?.pass).toBeUndefined();
      trial?.pass?.refused(refusal);
      expect(next?.suspension).toBeDefined();
    }
  });

  test('a trial that works lifts it, and the next refusal starts at one minute again', () => {
    const events = { onSuspended: vi.fn(), onResumed: vi.fn() };
    const guard = new LoginGuard(events);
    enter(guard).pass?.refused(refusal);
    vi.setSystemTime(Date.now() + 60_000);
    enter(guard).pass?.succeeded();
    expect(events.onResumed).toHaveBeenCalledTimes(1);
    enter(guard).pass?.refused(refusal);
    expect(enter(guard).suspension?.until).toBe(Date.now() + 60_000);
    expect(events.onSuspended).toHaveBeenCalledTimes(2);
  });
});

test('credentials of single messages are not remembered for ever', () => {
  const guard = new LoginGuard();
  enter(guard, 'first').pass?.refused(refusal);
  for (let index = 0; index < 1100; index += 1) enter(guard, String(index)).pass?.succeeded();
  expect(enter(guard, 'first').suspension).toBeUndefined();
  expect(enter(guard, '1099').pass).toBeDefined();
});
