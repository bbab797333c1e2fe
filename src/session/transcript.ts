import { lastLines, MAX_LINE_LENGTH, MAX_LINES, truncate } from './bounded.js';
import type { TranscriptLine } from './session.js';

/** The last {@link MAX_LINES} lines of a dialogue. */
export class Transcript {
  #lines: TranscriptLine[] = [];

  /** The lines, oldest first. */
  get lines(): readonly TranscriptLine[] {
    return this.#lines.slice(-MAX_LINES);
  }

  /** Keeps a line, or a reply of several. */
  keep(from: TranscriptLine['from'], text: string): void {
    if (text.includes('\n')) {
      for (const line of lastLines(text)) this.#lines.push({ from, text: truncate(line) });
    } else {
      this.#lines.push({ from, text: text.length <= MAX_LINE_LENGTH ? text : truncate(text) });
    }
    // Not at each line: moving the others up costs more than keeping a few.
    if (this.#lines.length > 2 * MAX_LINES) this.#lines = this.#lines.slice(-MAX_LINES);
  }
}
