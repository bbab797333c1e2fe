import { chinese } from './chinese.js';
import type { LanguageWords } from './concepts.js';
import { czech } from './czech.js';
import { dutch } from './dutch.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { hungarian } from './hungarian.js';
import { italian } from './italian.js';
import { japanese } from './japanese.js';
import { korean } from './korean.js';
import { polish } from './polish.js';
import { portuguese } from './portuguese.js';
import { russian } from './russian.js';
import { spanish } from './spanish.js';
import { swedish } from './swedish.js';
import { turkish } from './turkish.js';
import { ukrainian } from './ukrainian.js';

/** Every language that is read, by its tag of BCP 47. */
export const lexicon: Readonly<Record<string, LanguageWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
  nl: dutch,
  sv: swedish,
  ru: russian,
  uk: ukrainian,
  pl: polish,
  cs: czech,
  tr: turkish,
  hu: hungarian,
  zh: chinese,
  ja: japanese,
  ko: korean,
};
