import { isObject } from './recognise.js';
import type { Mail } from './shapes.js';

/**
 * Tells whether a message can be read a second time. Strings, Buffers, paths and URLs can; a
 * stream cannot, nor can a transform that a plugin added as an object instead of a function that
 * makes one.
 *
 * @returns What stands in the way, or `undefined`.
 */
export function oneShotPart(mail: Mail): string | undefined {
  if (!isObject(mail)) return undefined;
  if (hasOneShotTransform(mail.message)) return 'a transform stream added by a plugin';
  const streams = contentsOf(mail.message, 0).concat(rawContents(mail.data));
  return streams.some(isOneShot) ? 'a stream' : undefined;
}

/** Deep enough for alternatives within related within mixed, with room for plugins. */
const MAX_DEPTH = 20;

/** The contents of the compiled MIME tree. */
function contentsOf(node: unknown, depth: number): unknown[] {
  if (!isObject(node) || depth > MAX_DEPTH) return [];
  const children = Array.isArray(node['childNodes']) ? node['childNodes'] : [];
  return [node['content'], ...children.flatMap((child) => contentsOf(child, depth + 1))];
}

/** `raw` never shows in the tree's content. */
function rawContents(data: unknown): unknown[] {
  if (!isObject(data)) return [];
  const parts = [data['attachments'], data['alternatives']].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const raws = parts.map((part) => (isObject(part) ? part['raw'] : undefined));
  return [data['raw'], ...raws].flatMap((raw) => (isObject(raw) ? [raw, raw['content']] : []));
}

/** Nodemailer keeps what it resolved of a stream in `_resolvedValue` and reads that from then on. */
function isOneShot(content: unknown): boolean {
  return isObject(content) && typeof content['pipe'] === 'function' && !content['_resolvedValue'];
}

function hasOneShotTransform(message: unknown): boolean {
  const transforms = isObject(message) ? message['_transforms'] : undefined;
  return Array.isArray(transforms) && transforms.some((transform) => typeof transform !== 'function');
}
