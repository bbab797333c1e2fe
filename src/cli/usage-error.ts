/** The command line was not used as it can be: exit code 2, and the sentence as it stands. */
export class UsageError extends Error {
  /** What is shown besides, in place of the hint at `--help`. */
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}
