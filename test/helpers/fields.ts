import { fields, type Place } from '../../src/log/fields.js';

/** The names of the fields that are seen in at least one of these places. */
export function namesIn(...wanted: readonly Place[]): readonly string[] {
  return Object.entries(fields).flatMap(([name, [places]]) =>
    wanted.some((place) => places.some((seen) => seen === place)) ? name : [],
  );
}
