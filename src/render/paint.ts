/** What parts of a rendering stand out as. */
export type Tone = 'bad' | 'good' | 'warn' | 'strong' | 'quiet' | 'link';

/** Colours a text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** How each begins and ends, ECMA-48 section 8.3.117: SGR. */
const styles = {
  bad: ['1m\u001b[31', '39m\u001b[22'],
  good: ['32', '39'],
  warn: ['33', '39'],
  strong: ['1', '22'],
  quiet: ['2', '22'],
  link: ['36', '39'],
} as const satisfies Record<Tone, readonly [begin: string, end: string]>;

/** The paint for output with colour, or without. */
export function createPaint(colour: boolean): Paint {
  if (!colour) return (_tone, text) => text;
  return (tone, text) => {
    const [begin, end] = styles[tone];
    return text === '' ? '' : `\u001b[${begin}m${text}\u001b[${end}m`;
  };
}
