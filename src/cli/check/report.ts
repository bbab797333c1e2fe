import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { clean } from '../../render/clean.js';
import type { Facts } from '../../render/facts.js';
import type { Layout } from '../../render/layout.js';
import { markReply } from '../../render/mark-reply.js';
import type { Tone } from '../../render/paint.js';
import { indented } from '../../render/wrap.js';
import type { Scrub } from '../../session/scrub.js';
import type { Stop } from './check-server.js';
import type { StepResult } from './step.js';
import type { Target } from './target.js';

const marks = {
  ok: ['✓', 'good'],
  warning: ['!', 'warn'],
  skipped: ['-', 'quiet'],
  failed: ['✗', 'bad'],
} as const satisfies Record<StepResult['status'], readonly [string, Tone]>;

const [NAME_WIDTH, TIME_WIDTH] = [14, 6];

/** A step in a line, or in more where it is narrow. */
export function renderStep({ name, status, ms, text }: StepResult, { width, paint }: Layout): string {
  const [mark, tone] = marks[status];
  const before = `${name.padEnd(NAME_WIDTH)}${`${ms}`.padStart(TIME_WIDTH)} ms  `;
  const rest = ' '.repeat(before.length + 2);
  const [first = '', ...more] = indented(clean(text), width, { first: rest, rest });
  return [paint(tone, mark) + paint('strong', ` ${before}`) + first.slice(rest.length), ...more].join('\n');
}

/** Why a check stopped, as a rendering shows it. */
export function stopFacts(stop: Stop, diagnosis: Diagnosis, { host, port }: Target, scrub: Scrub): Facts {
  const { command, reply, error } = stop.evidence;
  const { remediation } = diagnosis;
  const message = typeof error?.message === 'string' ? error.message : '';
  return {
    kind: diagnosis.kind,
    reason: diagnosis.reason,
    place: `${host}:${port}${reply && command !== undefined ? `, in answer to ${command}` : ''}`,
    dialogue: markReply(stop.transcript, reply).map((line) => ({ ...line, text: scrub(line.text) })),
    underlying: scrub(message),
    summary: remediation.summary,
    delivery: '',
    notes: [],
    steps: remediation.steps,
    url: remediation.url ?? '',
  };
}
