import type { Evidence } from '../match-rules.js';

/** Phases in which the same words mean the same. */
const groups: Readonly<Record<string, string>> = {
  auth: 'A',
  mail: 'M',
  rcpt: 'R',
  data: 'D',
  body: 'D',
  'final-dot': 'D',
  connect: 'G',
  greeting: 'G',
  ehlo: 'G',
  tls: 'G',
};

/** The letter of a phase's group. */
export function groupOf(phase: Evidence['phase']): string {
  return groups[phase ?? ''] ?? 'N';
}

/** What a reply's code, enhanced code and phase are called in the weights, and what to show a person for each. */
export function codeFeatures({
  reply,
  phase,
}: Pick<Evidence, 'reply' | 'phase'>): readonly (readonly [name: string, shown: string])[] {
  const { code, enhancedCode } = reply;
  const group = groupOf(phase);
  const unsaid: (readonly [string, string])[] = [
    ['b', ''],
    [`P${phase ?? 'none'}`, ''],
  ];
  // Phrases that are learned from alone have no code.
  if (code === 0) return unsaid;
  const digit = Math.floor(code / 100);
  const basic = [`C${code}`, `C${code}${group}`, `C${digit}`, `C${digit}${group}`];
  const subject = enhancedCode?.slice(1);
  const enhanced =
    enhancedCode === undefined ? [] : [`E${enhancedCode}`, `E${subject}`, `E${subject}${group}`];
  return [
    ...unsaid,
    ...basic.map((name) => [name, String(code)] as const),
    ...(enhancedCode === undefined
      ? [['E', ''] as const]
      : enhanced.map((name) => [name, enhancedCode] as const)),
  ];
}

/** What a concept is called in the weights, anywhere and in a group of phases. */
export function conceptNames(concept: number, group: string): readonly [name: string, inGroup: string] {
  const name = `k${concept.toString(36)}`;
  return [name, `${name}${group}`];
}

/** What two concepts in one reply are called, in any order. */
export function pairName(one: number, other: number): string {
  return one < other
    ? `q${one.toString(36)}+${other.toString(36)}`
    : `q${other.toString(36)}+${one.toString(36)}`;
}

/** So many concepts of a reply are weighed: pairs are many. */
export const MOST_CONCEPTS = 14;
