import { describe, expect, test } from 'vitest';
import { type Phase, phases } from '../../src/diagnosis/phase.js';
import { type Reason, reasons } from '../../src/diagnosis/reasons.js';
import { type Course, courseOf, courses, showsThatItWorks } from '../../src/failover/courses.js';

const within: readonly Phase[] = ['mail', 'rcpt', 'data', 'body', 'final-dot'];
const before = phases.filter((phase) => !within.includes(phase));

const isReason = (id: string): id is Reason => Object.hasOwn(reasons, id);
const all = Object.keys(reasons).filter(isReason);
const course = (reason: Reason, phase: Phase): Course => courseOf({ reason, phase, delivery: 'not-sent' });

/** Whom the fault of a whole group of reasons lies with, said once more, and in other words. */
const groups: readonly (readonly [group: string, before: Course, within: Course])[] = [
  ['auth.suspended', 'leave-alone', 'leave-alone'],
  ['auth.', 'leave-alone', 'next'],
  ['recipient.', 'stay', 'stay'],
  ['sender.', 'stay', 'stay'],
  ['message.', 'stay', 'stay'],
  ['relay.', 'next', 'next'],
  ['policy.dmarc', 'stay', 'stay'],
  ['policy.', 'leave-alone', 'stay'],
  ['rate.greylisted', 'stay', 'stay'],
  ['rate.', 'leave-alone', 'next'],
  ['server.', 'leave-alone', 'next'],
  ['connection.lost', 'leave-alone', 'next'],
  ['connection.reset', 'leave-alone', 'next'],
  ['connection.', 'leave-alone', 'leave-alone'],
  ['tls.required', 'leave-alone', 'next'],
  ['tls.', 'leave-alone', 'leave-alone'],
  ['protocol.rejected', 'leave-alone', 'stay'],
  ['protocol.violation', 'leave-alone', 'next'],
  ['delivery.', 'stay', 'stay'],
  ['send.', 'stay', 'stay'],
  ['config.credentials', 'leave-alone', 'leave-alone'],
  ['config.envelope', 'stay', 'stay'],
  ['config.', 'next', 'next'],
  ['other', 'leave-alone', 'stay'],
];

describe('whether a message goes to the next transporter', () => {
  test.each(all)('%s', (reason) => {
    const group = groups.find(([start]) => reason.startsWith(start));
    for (const phase of before) expect(course(reason, phase), phase).toBe(group?.[1]);
    for (const phase of within) expect(course(reason, phase), phase).toBe(group?.[2]);
  });

  test('every reason there is has its courses, and nothing else', () => {
    expect(Object.keys(courses).sort()).toEqual([...all].sort());
  });

  test('a message that may be out, or that some have, stays, whatever the reason', () => {
    for (const reason of all)
      for (const phase of phases)
        for (const delivery of ['unknown', 'partial'] as const) {
          expect(courseOf({ reason, phase, delivery })).toBe('stay');
          expect(showsThatItWorks({ phase, delivery })).toBe(false);
        }
  });

  test('what a server says of one message keeps no other from it', () => {
    const aboutOne = all.filter((reason) => within.every((phase) => course(reason, phase) !== 'leave-alone'));
    const ofNoMessage = ['auth.suspended', 'connection.', 'tls.', 'config.credentials-missing'];
    const others = all.filter((reason) => !aboutOne.includes(reason));
    expect(others.filter((reason) => !ofNoMessage.some((start) => reason.startsWith(start)))).toEqual([]);
  });
});
