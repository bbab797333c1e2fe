import { StepFailure } from './failure.js';

/** How a step went. */
export interface StepResult {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'skipped' | 'failed';
  readonly ms: number;
  /** What was found, in one line; text of the server's in it is as it came. */
  readonly text: string;
  /** The same as data. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a step found. */
export interface Found<T> {
  readonly value: T;
  readonly text: string;
  readonly status?: 'warning' | 'skipped';
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Carries out a step and returns what it found. */
export type RunStep = <T>(name: string, act: () => Found<T> | Promise<Found<T>>) => Promise<T>;

/** Makes the function that carries out steps, takes their time and reports each. */
export function createStepRunner(report: (result: StepResult) => void): RunStep {
  return async (name, act) => {
    const start = performance.now();
    const ms = () => Math.round(performance.now() - start);
    try {
      const { value, text, status = 'ok', facts = {} } = await act();
      report({ name, status, ms: ms(), text, facts });
      return value;
    } catch (error) {
      if (error instanceof StepFailure) {
        report({ name, status: 'failed', ms: ms(), text: error.message, facts: {} });
      }
      throw error;
    }
  };
}
