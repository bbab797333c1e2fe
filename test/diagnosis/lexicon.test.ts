import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { lexicon } from '../../src/diagnosis/lexicon/index.js';
import type { Phase } from '../../src/diagnosis/phase.js';
import type { Reason } from '../../src/diagnosis/reasons.js';
import { asRead } from '../../src/diagnosis/text/phrases.js';

const languages = 'en zh ja ko de fr es pt it ru pl cs tr nl sv uk hu'.split(' ');

describe('every language of the lexicon', () => {
  it('is one of the seventeen, and all of them are there', () => {
    expect(Object.keys(lexicon).sort()).toEqual([...languages].sort());
  });

  test.each(languages)('%s is written as words are read', (language) => {
    const words = Object.values(lexicon[language] ?? {}).flatMap((list) => list.split(', '));
    const odd = words.filter((word) => asRead(word).replaceAll(' ', '') !== word.replaceAll(' ', ''));
    expect(odd).toEqual([]);
  });
});

describe('a sentence that no rule has is understood by what its words mean', () => {
  test.each<[string, Phase, Reason]>([
    ['550 Das Postfach von Frau Muster ist leider voll', 'rcpt', 'recipient.full'],
    ['550 Taki adresat nie istnieje na tym serwerze', 'rcpt', 'recipient.unknown'],
    ['535 Podane dane logowania lub hasło są błędne', 'auth', 'auth.invalid-credentials'],
    ['452 Příliš mnoho příjemců v jedné zprávě', 'rcpt', 'rate.limited'],
    ['552 El tamaño de este correo es demasiado grande para nosotros', 'final-dot', 'message.too-large'],
    ['554 Az üzenetet levélszemétnek, spamnek minősítettük', 'final-dot', 'message.rejected'],
    ['530 Eerst authenticatie vereist', 'mail', 'auth.required'],
    ['550 ユーザーは存在しないようです', 'rcpt', 'recipient.unknown'],
  ])('%s', (reply, phase, reason) => {
    expect(diagnose(reply, { phase }).reason).toBe(reason);
  });
});

describe('a verdict names the words that decided it', () => {
  it('whether a rule, learned weights or a code decided', () => {
    expect(diagnose('550 5.1.1 <a@example.com>: User unknown', { phase: 'rcpt' }).because).toEqual([
      'user',
      'unknown',
    ]);
    expect(diagnose('550', { phase: 'rcpt' }).because).toEqual(['550']);
    expect(diagnose('550 5.1.6 .', { phase: 'rcpt' }).because).toEqual(['5.1.6']);
  });
});
