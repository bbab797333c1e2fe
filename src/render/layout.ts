import { createPaint, type Paint } from './paint.js';

/** How a rendering is laid out. */
export interface Layout {
  /** The longest line, in columns. */
  readonly width: number;
  readonly paint: Paint;
}

/** The options of {@link formatError}. */
export interface FormatOptions {
  /** ANSI colours. Default: false; the output is the same text either way. */
  readonly color?: boolean;
  /** The longest line in columns, from 60 to 120. Default: 80. */
  readonly width?: number;
}

const [NARROWEST, WIDEST, USUAL] = [60, 120, 80] as const;

/** The layout for these options; a width that cannot be used gives way to the nearest that can. */
export function layoutFor({ color = false, width = USUAL }: FormatOptions): Layout {
  const columns = Number.isFinite(width) ? Math.trunc(width) : USUAL;
  return { width: Math.min(WIDEST, Math.max(NARROWEST, columns)), paint: createPaint(color) };
}
