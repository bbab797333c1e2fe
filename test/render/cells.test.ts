import { describe, expect, test } from 'vitest';
import { cells, cutToCells } from '../../src/render/cells.js';
import { visible } from '../../src/session/visible.js';

const at = (...codes: number[]) => String.fromCodePoint(...codes);

describe('columns of a terminal', () => {
  test.each<[string, number, string]>([
    ['ASCII', 3, 'abc'],
    ['Latin, Greek, Cyrillic', 6, 'éßλяЖ±'],
    ['combining marks', 2, 'e\u0301o\u20dd'],
    ['spacing marks of Devanagari', 2, '\u0915\u093e'],
    ['Hangul', 4, '한글'],
    ['leading Jamo', 2, '\u1100'],
    ['kana, full width and half width', 5, 'あア\uff76'],
    ['CJK and its punctuation', 6, '漢。\u3000'],
    ['radicals, ideographic description', 4, '\u2e80\u2ff0'],
    ['Yijing hexagrams and trigrams', 4, '\u4dc0\u2630'],
    ['fullwidth forms', 4, 'Ａ￥'],
    ['vertical and small forms', 4, '\ufe10\ufe5f'],
    ['Tangut, its components and supplement', 6, at(0x17000, 0x18800, 0x18d00)],
    ['Khitan, Nushu, kana supplement', 6, at(0x18b00, 0x1b170, 0x1b000)],
    ['planes 2 and 3', 8, at(0x20000, 0x2f800, 0x30000, 0x323af)],
    ['enclosed ideographs, tiles', 4, at(0x1f200, 0x1f004)],
    ['emoji, old and new', 10, '😀⌚⏩🛝🫨'],
    ['flags', 4, '🇩🇪'],
  ])('%s', (_what, columns, text) => {
    expect(cells(text)).toBe(columns);
  });

  test('are never more than asked for, and a million characters take no time', () => {
    for (const text of ['漢', '😀', at(0x17000), 'e\u0301', 'a']) {
      const pieces = cutToCells(text.repeat(1e6 / text.length), 61);
      expect(pieces.every((piece) => cells(piece) <= 61)).toBe(true);
    }
  });
});

describe('what nobody can see is shown', () => {
  test.each<[string, number]>([
    ['a soft hyphen', 0xad],
    ['a grapheme joiner', 0x34f],
    ['a Hangul filler', 0x3164],
    ['a half-width Hangul filler', 0xffa0],
    ['a Jamo filler', 0x115f],
    ['a Khmer vowel that is not drawn', 0x17b4],
    ['a Mongolian variation selector', 0x180b],
    ['a zero-width space', 0x200b],
    ['a word joiner', 0x2060],
    ['an override of the direction', 0x202e],
    ['an isolate', 0x2066],
    ['an Arabic letter mark', 0x61c],
    ['a blank that is a pattern of Braille', 0x2800],
    ['a variation selector', 0xfe0f],
    ['a byte order mark', 0xfeff],
    ['an annotation', 0xfff9],
    ['no character', 0xfffe],
    ['a shorthand control', 0x1bca0],
    ['a musical control', 0x1d173],
    ['a language tag', 0xe0001],
    ['a tag character', 0xe0041],
    ['a supplementary variation selector', 0xe0100],
  ])('%s', (_what, code) => {
    const shown = visible(`a${at(code)}b`);
    expect(shown).toMatch(/^a\\(?:x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]{5,6}\})b$/);
    expect(Number.parseInt(shown.replace(/^a\\|[xu{}]|b$/g, ''), 16)).toBe(code);
  });

  test('and letters of every language stay as they are', () => {
    const text = `français עברית العربية हिन्दी ไทย 한국어 日本語 ${at(0x17000)} ქართული 😀`;
    expect(visible(text)).toBe(text);
  });
});
