/** What the catalogue says of one reply code. */
export interface ReplyCodeEntry {
  readonly meaning: string;
  readonly whenYouSeeIt: string;
  readonly howToFix: string;
  /** The RFC that defines the code; `'in use'` where servers send it and no RFC has it. */
  readonly source: string;
}

/** What the catalogue says of one enhanced status code, whatever its class. */
export interface EnhancedCodeEntry {
  readonly meaning: string;
  readonly howToFix: string;
  /** The reply codes that the registry names beside it. */
  readonly with?: readonly number[];
  /** The RFC that defines it. */
  readonly source: string;
}
