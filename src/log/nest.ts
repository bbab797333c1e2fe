import type { FieldValue } from './fields.js';
import type { LogRecord } from './record.js';

/** A record as ECS loggers have it: `{ event: { name: … } }` for `event.name`. */
export interface NestedRecord {
  readonly [name: string]: FieldValue | NestedRecord;
}

type Entry = readonly [path: readonly string[], value: FieldValue];

/** Turns dots into objects. */
export function toNested(record: LogRecord): NestedRecord {
  return nest(Object.entries(record).map(([name, value]): Entry => [name.split('.'), value]));
}

function nest(entries: readonly Entry[]): NestedRecord {
  const branches = new Map<string, Entry[]>();
  const nested: Record<string, FieldValue | NestedRecord> = {};
  for (const [[name = '', ...rest], value] of entries) {
    if (rest.length === 0) nested[name] = value;
    else branches.set(name, [...(branches.get(name) ?? []), [rest, value]]);
  }
  for (const [name, inner] of branches) nested[name] = nest(inner);
  return nested;
}
