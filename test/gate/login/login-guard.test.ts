import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Account } from '../../../src/gate/login/account.js';
import { Accounts } from '../../../src/gate/login/accounts.js';
import { defaultCoolDown, LoginGuard } from '../../../src/gate/login/login-guard.js';
import type { CoolDown, Entrant, GuardEvents, Patron, Suspension } from '../../../src/gate/login/types.js';

/** Somebody who wants to log in, and what the guard told them. */
class Applicant implements Entrant {
  place = -1;
  patron: Patron | undefined = undefined;
  account: Account | undefined;
  suspension: Suspension | undefined;
  admissions = 0;

  admit(account: Account) {
    this.account = account;
    this.admissions += 1;
  }

  suspend(suspension: Suspension) {
    this.suspension = suspension;
  }

  get pass() {
    const { account } = this;
    return (
      account && {
        succeeded: (isNew = true) => account.succeeded(this, isNew),
        doubted: () => account.doubted(this),
        refused: (failure: Error) => account.refused(this, failure),
        left: () => account.left(this),
      }
    );
  }
}

function createGuard(
  events: GuardEvents = {},
  coolDown: CoolDown = defaultCoolDown,
  accounts = new Accounts(),
) {
  return new LoginGuard(events, coolDown, accounts);
}

function enter(guard: LoginGuard, key = 'key') {
  const applicant = new Applicant();
  const account = guard.enter(key, applicant);
  return Object.assign(applicant, { leave: () => account.left(applicant) });
}

function enterAll(guard: LoginGuard, count: number) {
  return Array.from({ length: count }, () => enter(guard));
}

function admitted(applicants: readonly Applicant[]) {
  return applicants.filter(({ admissions }) => admissions > 0).length;
}

function prove(guard: LoginGuard) {
  enter(guard).pass?.succeeded();
}

const refusal = new Error('535');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('until a login has worked', () => {
  test('one tries, the others wait, and all are let in when it is in', () => {
    const guard = createGuard();
    const [first, ...others] = [enter(guard), enter(guard), enter(guard)];
    expect(first?.pass).toBeDefined();
    expect(others.every(({ pass }) => pass === undefined)).toBe(true);
    first?.pass?.succeeded();
    expect(others.every(({ pass }) => pass !== undefined)).toBe(true);
    expect(enter(guard).pass).toBeDefined();
  });

  test('an attempt that ends before the login hands over to the next', () => {
    const guard = createGuard();
    const [first, second, third] = [enter(guard), enter(guard), enter(guard)];
    first?.pass?.left();
    expect(second?.pass).toBeDefined();
    expect(third?.pass).toBeUndefined();
  });

  test('who gives up waiting is not called', () => {
    const guard = createGuard();
    const [first, second, third] = [enter(guard), enter(guard), enter(guard)];
    second?.leave();
    first?.pass?.left();
    expect(second?.pass).toBeUndefined();
    expect(third?.pass).toBeDefined();
  });

  test('other credentials do not wait for these', () => {
    const guard = createGuard();
    enter(guard, 'a');
    expect(enter(guard, 'b').pass).toBeDefined();
  });
});

describe('after a refusal', () => {
  test('everybody who waits and everybody new is turned away at once, with the refusal', () => {
    const guard = createGuard();
    const [first, second] = [enter(guard), enter(guard)];
    first?.pass?.refused(refusal);
    expect(second?.suspension).toEqual({ failure: refusal, afterMs: 60_000 });
    expect(enter(guard).suspension?.failure).toBe(refusal);
  });

  test('also who was let in and is not logged in yet, but not who is', () => {
    const guard = createGuard();
    enter(guard).pass?.succeeded();
    const [sending, connecting, refused] = [enter(guard), enter(guard), enter(guard)];
    sending?.pass?.succeeded();
    refused?.pass?.refused(refusal);
    expect(connecting?.suspension?.failure).toBe(refusal);
    expect(sending?.suspension).toBeUndefined();
    expect(refused?.suspension).toBeUndefined();
  });

  test('also where somebody told twice that their login is in', () => {
    const guard = createGuard();
    enter(guard).pass?.succeeded();
    const [sending, refused, connecting] = [enter(guard), enter(guard), enter(guard)];
    sending?.pass?.succeeded();
    sending?.pass?.succeeded();
    refused?.pass?.refused(refusal);
    expect(connecting?.suspension?.failure).toBe(refusal);
  });

  test('one tries after a minute, then after two, four, eight, and every fifteen', () => {
    const guard = createGuard();
    enter(guard).pass?.refused(refusal);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      vi.advanceTimersByTime(minutes * 60_000 - 1);
      expect(enter(guard).suspension).toBeDefined();
      vi.advanceTimersByTime(1);
      const [trial, next] = [enter(guard), enter(guard)];
      expect(next?.pass).toBeUndefined();
      trial?.pass?.refused(refusal);
      expect(next?.suspension).toBeDefined();
    }
  });

  test('a trial that works lifts it, and the next refusal starts at one minute again', () => {
    const events = { onSuspended: vi.fn(), onResumed: vi.fn() };
    const guard = createGuard(events);
    enter(guard).pass?.refused(refusal);
    vi.advanceTimersByTime(60_000);
    enter(guard).pass?.succeeded();
    expect(events.onResumed).toHaveBeenCalledTimes(1);
    enter(guard).pass?.refused(refusal);
    expect(enter(guard).suspension?.afterMs).toBe(60_000);
    expect(events.onSuspended).toHaveBeenCalledTimes(2);
  });
});

test('setting the system clock neither lengthens nor shortens a suspension', () => {
  const guard = createGuard();
  enter(guard).pass?.refused(refusal);
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(enter(guard).suspension?.afterMs).toBe(60_000);
  vi.setSystemTime(Date.now() + 24 * 3_600_000);
  expect(enter(guard).suspension?.afterMs).toBe(60_000);
  vi.advanceTimersByTime(60_000);
  expect(enter(guard).pass).toBeDefined();
});

describe('a trial without an answer', () => {
  test('is left alone for five seconds, and then the next may try, one every five seconds', () => {
    const guard = createGuard();
    const all = enterAll(guard, 5);
    for (const count of [1, 2, 3]) {
      expect(admitted(all)).toBe(count);
      vi.advanceTimersByTime(4999);
      expect(admitted(all)).toBe(count);
      vi.advanceTimersByTime(1);
    }
  });

  test('still counts when its answer comes at last', () => {
    const guard = createGuard();
    const [slow, next, third] = enterAll(guard, 3);
    vi.advanceTimersByTime(5000);
    expect(next?.pass).toBeDefined();
    slow?.pass?.refused(refusal);
    expect(next?.suspension?.failure).toBe(refusal);
    expect(third?.suspension?.failure).toBe(refusal);
  });

  test('does not hold up who comes later', () => {
    const guard = createGuard();
    enter(guard);
    vi.advanceTimersByTime(5000);
    expect(enter(guard).pass).toBeDefined();
    expect(enter(guard).pass).toBeUndefined();
  });
});

describe('a login that had worked', () => {
  test('is tried by four at first, and by one more for each that is welcome, up to sixteen', () => {
    const guard = createGuard();
    prove(guard);
    const all = enterAll(guard, 200);
    expect(admitted(all)).toBe(4);
    let answered = 0;
    const welcome = () => all[answered++]?.pass?.succeeded();
    welcome();
    expect(admitted(all) - answered).toBe(5);
    while (answered < 40) welcome();
    expect(admitted(all) - answered).toBe(16);
    while (answered < 200) welcome();
    expect(admitted(enterAll(guard, 10))).toBe(4);
  });

  test('is tried by one where nobody gets an answer, and by more again when somebody does', () => {
    const guard = createGuard();
    prove(guard);
    const all = enterAll(guard, 20);
    vi.advanceTimersByTime(5000);
    expect(admitted(all)).toBe(5);
    vi.advanceTimersByTime(5000);
    expect(admitted(all)).toBe(6);
    all[5]?.pass?.succeeded();
    expect(admitted(all)).toBe(8);
  });

  test('gets a second try when it is refused, and if that is welcome all go on', () => {
    const events = { onSuspended: vi.fn(), onResumed: vi.fn() };
    const guard = createGuard(events);
    prove(guard);
    const [first, second] = [enter(guard), enter(guard)];
    expect(first.pass?.doubted()).toBe(true);
    expect(first.admissions).toBe(2);
    const other = enter(guard);
    expect(other.pass).toBeUndefined();
    expect(second.pass?.doubted()).toBe(true);
    expect(second.admissions).toBe(1);
    first.pass?.succeeded();
    expect([second.admissions, other.admissions]).toEqual([2, 1]);
    expect(events.onSuspended).not.toHaveBeenCalled();
    expect(events.onResumed).not.toHaveBeenCalled();
  });

  test('is suspended when the second try is refused', () => {
    const guard = createGuard();
    prove(guard);
    const [first, second, third] = [enter(guard), enter(guard), enter(guard)];
    expect(first.pass?.doubted()).toBe(true);
    expect(second.pass?.doubted()).toBe(true);
    const waiting = enter(guard);
    expect(first.pass?.doubted()).toBe(false);
    first.pass?.refused(refusal);
    for (const { suspension } of [second, third, waiting]) expect(suspension?.failure).toBe(refusal);
    expect(first.suspension).toBeUndefined();
  });

  test('has the next one try when the second try came to nothing', () => {
    const guard = createGuard();
    prove(guard);
    const first = enter(guard);
    first.pass?.doubted();
    const next = enter(guard);
    first.pass?.left();
    expect(next.pass?.doubted()).toBe(false);
  });

  test('is not proven by what goes out on a connection that was logged in before', () => {
    const guard = createGuard();
    prove(guard);
    const [first, onOld, waiting] = [enter(guard), enter(guard), enter(guard)];
    waiting.pass?.left();
    first.pass?.doubted();
    onOld.pass?.succeeded(false);
    expect(enter(guard).pass).toBeUndefined();
    first.pass?.succeeded();
    expect(enter(guard).pass).toBeDefined();
  });

  test('costs 200 sends no more than twenty refusals, also where refusals are slow', () => {
    const guard = createGuard();
    prove(guard);
    const warmUp = enterAll(guard, 60);
    for (const applicant of warmUp) applicant.pass?.succeeded();
    const all = enterAll(guard, 200);
    for (const applicant of all.slice(0, 30)) applicant.pass?.succeeded();
    vi.advanceTimersByTime(11_000);
    const tried = all.slice(30).filter(({ pass }) => pass);
    for (const { pass } of tried) pass?.doubted();
    tried[0]?.pass?.refused(refusal);
    const refusals = tried.reduce((sum, { admissions }) => sum + admissions, 0);
    expect(refusals).toBeLessThanOrEqual(20);
    expect(enter(guard).suspension).toBeDefined();
  });
});

describe('shared by several transports', () => {
  test('all are told of a suspension that turned their own away, and of its end', () => {
    const accounts = new Accounts();
    const events = [1, 2, 3].map(() => ({ onSuspended: vi.fn(), onResumed: vi.fn() }));
    const [one, other, idle] = events.map((each) => createGuard(each, defaultCoolDown, accounts));
    if (!one || !other || !idle) throw new Error('unreachable');
    const trial = enter(one);
    enter(other);
    trial.pass?.refused(refusal);
    enter(idle);
    expect(events.map(({ onSuspended }) => onSuspended.mock.calls.length)).toEqual([1, 1, 0]);
    vi.advanceTimersByTime(60_000);
    enter(one).pass?.succeeded();
    expect(events.map(({ onResumed }) => onResumed.mock.calls.length)).toEqual([1, 1, 0]);
  });

  test('the longer cool-down holds for all', () => {
    const accounts = new Accounts();
    const short = createGuard({}, { firstMs: 10, longestMs: 90_000 }, accounts);
    const long = createGuard({}, { firstMs: 70_000, longestMs: 80_000 }, accounts);
    const trial = enter(short);
    enter(long).leave();
    trial.pass?.refused(refusal);
    expect(enter(short).suspension?.afterMs).toBe(70_000);
    vi.advanceTimersByTime(70_000);
    enter(short).pass?.refused(refusal);
    expect(enter(short).suspension?.afterMs).toBe(90_000);
  });
});

test('a suspension that holds is never forgotten, and what is unused and not suspended is', () => {
  const accounts = new Accounts();
  const guard = createGuard({}, defaultCoolDown, accounts);
  for (let index = 0; index < 5000; index += 1) {
    enter(guard, `good ${index}`).pass?.succeeded();
    enter(guard, `bad ${index}`).pass?.refused(refusal);
  }
  for (let index = 0; index < 5000; index += 1) expect(enter(guard, `bad ${index}`).suspension).toBeDefined();
  expect(accounts.size).toBeLessThan(5000 + 8000);
  vi.advanceTimersByTime(60_000);
  for (let index = 0; index < 20_000; index += 1) enter(guard, `later ${index}`).pass?.succeeded();
  expect(accounts.size).toBeLessThan(10_000);
});
