import type { Attributes } from '@opentelemetry/api';
import { type Facts, type Fields, nothingShown, readerOf } from '../log/fields.js';

const readSpan = readerOf('span');
const readMetric = readerOf('metric');

/** The attributes of a span, as far as they are known. */
export function spanAttributes(facts: Facts): Attributes {
  return attributesOf(readSpan(facts, nothingShown));
}

/** The attributes that measurements are told apart by. */
export function metricAttributes(facts: Facts): Attributes {
  return attributesOf(readMetric(facts, nothingShown));
}

/** Lists are for records. */
function attributesOf(fields: Fields): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'object') attributes[name] = value;
  }
  return attributes;
}
