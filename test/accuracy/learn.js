// Learns the weights of the diagnosis from labelled replies, and writes them as data of the package:
//   npm run learn
// Deterministic: the same sets give the same weights.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stdout } from 'node:process';
import { fromSource } from '../bench/from-source.js';
import { labelledFeatures } from './learning/examples.js';
import { learn } from './learning/softmax.js';
import { mergeWords, writeData } from './learning/write.js';
import { readRows } from './rows.js';

const source = await fromSource('test/accuracy/learning/source.ts');
const sets = new URL('sets/', import.meta.url);
const rows = readdirSync(sets)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readRows(new URL(name, sets)));
/** @param {string} name @returns {any[]} */
const readLines = (name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
/** Phrases that servers are known to use, and that no reply of the sets has. */
const phrases = readLines('phrases.jsonl');
const sentences = readLines('words.jsonl').map(({ phrase }) => phrase);
const words = mergeWords(source, [...sentences, ...rows.map(({ reply }) => reply ?? '')]);
const examples = labelledFeatures(source, rows, phrases, words);
const model = learn(examples);
const written = writeData(source, model, words);
for (const [file, text] of Object.entries(written)) {
  writeFileSync(new URL(`../../src/diagnosis/learned/${file}`, import.meta.url), text);
}
stdout.write(`${examples.length} examples, ${model.weights.size} features with weights\n`);
