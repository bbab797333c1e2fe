import { styleText } from 'node:util';

/** What parts of a rendering stand out as. */
export type Tone = 'bad' | 'good' | 'warn' | 'strong' | 'quiet' | 'link';

/** Colours a text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

const styles = {
  bad: ['bold', 'red'],
  good: ['green'],
  warn: ['yellow'],
  strong: ['bold'],
  quiet: ['dim'],
  link: ['cyan'],
} as const satisfies Record<Tone, readonly Parameters<typeof styleText>[0][]>;

/** The paint for output with colour, or without. */
export function createPaint(colour: boolean): Paint {
  if (!colour) return (_tone, text) => text;
  // Whoever asks for colour has looked at the stream: a string may go anywhere.
  return (tone, text) => (text === '' ? '' : styleText([...styles[tone]], text, { validateStream: false }));
}
