import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Case, judge, type Outcome, type Rejected, type Violation } from './chaos/judge.js';
import { Random } from './chaos/random.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';

const program = fileURLToPath(new URL('chaos/chaos.js', import.meta.url));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function chaos(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

const zeros = [
  'lost',
  'twice',
  'incomplete',
  'falsely resolved',
  'falsely "not-sent"',
  'hung',
  'untyped',
  'Unclassified',
  'secrets seen',
  'unhandled rejections',
  // Nodemailer before 10.1 waits for the server, whom nothing makes close a connection here.
  ...(nodemailerHas('limits for closing') ? ['connections left open'] : []),
];

test('300 sends against faults in half of all connections: nothing lost, nothing twice, nothing untrue, and the process ends', async () => {
  const { code, stdout, stderr } = await chaos('--sends', '300', '--seed', '1');
  for (const name of zeros) expect(stdout).toMatch(new RegExp(`^${name}(?: +0)+$`, 'm'));
  expect(stderr).toBe('');
  if (nodemailerHas('limits for closing')) expect(code).toBe(0);
}, 60_000);

test('the same seed makes the same choices, another one makes others', () => {
  const choices = (seed: number) => {
    const random = new Random('group', seed, 3);
    return Array.from({ length: 20 }, () => random.integer(1, 1000));
  };
  expect(choices(7)).toEqual(choices(7));
  expect(choices(7)).not.toEqual(choices(8));
});

describe('what cannot be run is said in a sentence', () => {
  test.each([
    [['--send', '10'], /Unknown option '--send'/],
    [['--sends', 'many'], /^Expected --sends to be a whole number; got 'many'\.$/m],
    [['--seed'], /'--seed <value>' argument missing/],
    [['here'], /Unexpected argument 'here'/],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await chaos(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('Usage: npm run chaos');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('the judge', () => {
  const one = 'r1.1-1@example.net';
  const two = 'r2.1-1@example.net';
  const took = (...to: readonly string[]) => ({ to, whole: true });
  const resolved = (accepted: readonly string[], rejected: readonly string[] = []): Outcome => {
    return { how: 'resolved', accepted, rejected, recipients: [], response: '250 OK' };
  };
  const failed = (more: Partial<Rejected>): Rejected => ({
    how: 'rejected',
    kind: 'ConnectionClosed',
    reason: 'connection.lost',
    delivery: 'not-sent',
    phase: 'mail',
    retrySafe: false,
    attempts: 1,
    recipients: [],
    transcript: [],
    text: '',
    ...more,
  });
  const verdict = (outcome: Outcome, accepted: Case['accepted'], secret?: string) =>
    judge({
      send: {
        id: '1-1',
        recipients: [one, two].map((address) => ({ address, fate: 'welcome', times: 1 })),
        size: 'small',
        attachment: 'none',
        abort: undefined,
      },
      outcome,
      accepted,
      secret,
      attempts: 1,
      mishaps: [],
      dialogues: [],
    });

  test.each<[what: string, outcome: Outcome, accepted: Case['accepted']]>([
    ['delivered to all', resolved([one, two]), [took(one, two)]],
    ['delivered to both, one after the other', resolved([one, two]), [took(one), took(two)]],
    ['delivered to one, and the other refused', resolved([one], [two]), [took(one)]],
    ['not sent', failed({}), []],
    ['unknown and out', failed({ delivery: 'unknown' }), [took(one, two)]],
    ['unknown and not out', failed({ delivery: 'unknown' }), []],
    [
      'in part',
      failed({ delivery: 'partial', recipients: [{ address: one, outcome: 'accepted' }] }),
      [took(one)],
    ],
  ])('finds nothing wrong where it was %s', (_what, outcome, accepted) => {
    expect(verdict(outcome, accepted)).toEqual([]);
  });

  test.each<[wrong: Violation, how: string, outcome: Outcome, accepted: Case['accepted']]>([
    ['lost', 'one of two does not have it', resolved([one, two]), [took(one)]],
    ['lost', 'nobody said a word about one', resolved([one]), [took(one)]],
    [
      'lost',
      'an error says that one has it',
      failed({ delivery: 'partial', recipients: [{ address: one, outcome: 'accepted' }] }),
      [],
    ],
    ['twice', 'one has two copies', resolved([one, two]), [took(one, two), took(two)]],
    ['twice', 'whatever the error says', failed({ delivery: 'unknown' }), [took(one, one)]],
    ['incomplete', 'a part is missing', resolved([one, two]), [{ to: [one, two], whole: false }]],
    ['falsely resolved', 'nobody has it', resolved([one, two]), []],
    ['falsely "not-sent"', 'a server has it', failed({}), [took(one)]],
    ['falsely "not-sent"', 'safe to retry', failed({ delivery: 'unknown', retrySafe: true }), [took(one)]],
    ['falsely "not-sent"', 'a refused recipient has it', resolved([one], [two]), [took(one, two)]],
    ['hung', 'it never ended', { how: 'pending' }, []],
    ['untyped', 'it is no error of ours', { how: 'untyped', text: '' }, []],
    ['Unclassified', 'it has no name', failed({ kind: 'Unclassified' }), []],
  ])('finds %s: %s', (wrong, _how, outcome, accepted) => {
    expect(verdict(outcome, accepted)).toEqual([wrong]);
  });

  test('finds a secret in an error', () => {
    expect(verdict(failed({}), [], 'correct horse')).toEqual(['secrets seen']);
  });
});
