/**
 * Where the characters are whose `East_Asian_Width` is W or F, block by block: what is not assigned yet in
 * them is taken for wide as well, for a line that is too short does no harm.
 *
 * @see Unicode Standard Annex #11; EastAsianWidth.txt of Unicode 17
 */
export const wideRanges: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f], // Hangul Jamo, leading consonants
  [0x2329, 0x232a], // angle brackets
  [0x2630, 0x2637], // trigrams
  [0x268a, 0x268f], // monograms and digrams
  [0x2e3a, 0x2e3b], // dashes of two and three em, which no single column holds
  [0x2e80, 0x303e], // CJK radicals, Kangxi, ideographic description, CJK punctuation
  [0x3041, 0xa4cf], // kana, Bopomofo, Hangul compatibility Jamo, CJK, hexagrams, Yi
  [0xa960, 0xa97f], // Hangul Jamo extended A
  [0xac00, 0xd7a3], // Hangul syllables
  [0xf900, 0xfaff], // CJK compatibility ideographs
  [0xfe10, 0xfe19], // vertical forms
  [0xfe30, 0xfe6f], // CJK compatibility forms, small forms
  [0xff01, 0xff60], // fullwidth forms
  [0xffe0, 0xffe6], // fullwidth signs
  [0x16fe0, 0x18dff], // ideographic symbols, Tangut, Khitan
  [0x1aff0, 0x1b2ff], // kana extended, Nushu
  [0x1d300, 0x1d37f], // Tai Xuan Jing, counting rods
  [0x1f000, 0x1faff], // tiles, cards, enclosed ideographs, pictographs
  [0x20000, 0x2fffd], // plane 2
  [0x30000, 0x3fffd], // plane 3
];
