import type { Scrub } from '../session/scrub.js';
import { withoutSecrets } from '../session/server-text.js';
import type { FailureFacts } from '../verdict/facts.js';
import { nodemailerFields } from './error-fields.js';
import { isError, isObject } from './recognise.js';

/** More causes than any error has that tells something. */
const MAX_CAUSES = 8;

/** Where services keep the status that HTTP gave them: their own clients, axios, got, the AWS SDK. */
const statusFields: readonly (readonly string[])[] = [
  ['statusCode'],
  ['status'],
  ['$metadata', 'httpStatusCode'],
  ['response', 'status'],
  ['response', 'statusCode'],
  ['$response', 'statusCode'],
];

/** Reads once what a transport's error says, each field only where it has the type it should. */
export function readFailure(error: Error, scrub: Scrub): FailureFacts {
  const { code, command, response, responseCode, originalCode, timeoutType } = nodemailerFields(error);
  const status = statusFields.map((path) => numberAt(error, path)).find(isStatus);
  const tries = numberAt(error, ['$metadata', 'attempts']);
  return {
    name: String(error.name),
    message: String(error.message),
    causes: causesOf(error),
    ...(code === undefined ? {} : { code }),
    ...(command === undefined ? {} : { command }),
    ...(response === undefined ? {} : { response: withoutSecrets(response, scrub) }),
    ...(responseCode === undefined ? {} : { responseCode }),
    ...(originalCode === undefined ? {} : { originalCode }),
    ...(timeoutType === undefined ? {} : { timeoutType }),
    ...(status === undefined ? {} : { status }),
    ...(tries === undefined ? {} : { tries }),
  };
}

function isStatus(value: number | undefined): boolean {
  return value !== undefined && value >= 100 && value <= 599;
}

function numberAt(error: Error, path: readonly string[]): number | undefined {
  let value: unknown = error;
  for (const key of path) value = fieldOf(value, key);
  return typeof value === 'number' ? value : undefined;
}

/** The codes of what an error was caused by, and of the errors that it stands for. */
function causesOf(error: Error): readonly string[] {
  const seen = new Set<unknown>([error]);
  const codes: string[] = [];
  for (const one of seen) {
    if (seen.size > MAX_CAUSES) break;
    const code = fieldOf(one, 'code');
    if (one !== error && typeof code === 'string') codes.push(code);
    const cause = fieldOf(one, 'cause');
    const errors = fieldOf(one, 'errors');
    for (const next of [cause, ...(Array.isArray(errors) ? errors.slice(0, MAX_CAUSES) : [])]) {
      if (isError(next)) seen.add(next);
    }
  }
  return codes;
}

/** A getter of somebody else's may throw. */
function fieldOf(value: unknown, key: string): unknown {
  if (!isObject(value)) return undefined;
  try {
    return value[key];
  } catch {
    return undefined;
  }
}
