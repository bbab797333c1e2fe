/**
 * One SMTP reply, taken apart.
 *
 * @see RFC 5321 section 4.2 (replies), RFC 2034 and RFC 3463 (enhanced status codes)
 */
export interface Reply {
  /** The three-digit reply code, `535`. */
  readonly code: number;
  /** The enhanced status code, `'5.7.8'`; absent where the server gave none. */
  readonly enhancedCode?: string;
  /** The text of each line, without reply code and enhanced status code. */
  readonly lines: readonly string[];
  /** The lines joined by one space, for people and for matching. */
  readonly text: string;
}
