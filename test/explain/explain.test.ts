import { describe, expect, test } from 'vitest';
import { explain, formatExplanation, topics } from '../../src/diagnose.js';

const named = [...topics().codes, ...topics().enhancedCodes, ...topics().reasons, ...topics().kinds];

describe('a name', () => {
  test.each(named)('%s is explained', (name) => {
    expect(explain(name)).toMatchObject([{ known: true, summary: expect.stringMatching(/\.$/) }]);
  });

  test('of a code says when one sees it', () => {
    for (const code of ['221', '535', '421 4.7.0']) {
      const [found] = explain(code);
      expect(found?.notes.map(({ label }) => label)).toContain('When you see it');
    }
  });
});

test('what is no text is an error that says so', () => {
  for (const given of [535, null, undefined, {}])
    expect(() => Reflect.apply(explain, undefined, [given])).toThrow(/^Expected a text to explain, and got /);
});

describe('what was pasted', () => {
  test('is explained with the server’s words, each finding once', () => {
    const found = explain('Error: Invalid login: 535 5.7.8 Error: authentication failed');
    expect(found).toMatchObject([
      {
        known: true,
        kind: 'AuthenticationFailed',
        reason: 'auth.invalid-credentials',
        dialogue: [{ from: 'server', text: '535 5.7.8 Error: authentication failed', decided: true }],
        retry: { safe: false },
      },
    ]);
    expect(explain('550 5.1.1 No such user\n452 4.2.2 Mailbox full')).toHaveLength(2);
    expect(explain('  \n ')).toEqual([]);
  });

  test('gives no text that reorders or hides what stands beside it, and no password', () => {
    const [found] = explain(
      '550 5.7.1 no \u202e\u0007<img src=x onerror=alert(1)> smtp://a:secret@mx.example.com',
    );
    const text = JSON.stringify(found);
    expect(text).not.toMatch(/\p{Cc}|\p{Cf}|secret/u);
    expect(text).toContain('<img src=x'); // a text, which is for whoever shows it to show as one
  });

  test('is written out as the command does', () => {
    const [found] = explain('221');
    expect(found && formatExplanation(found, { width: 60 })).toMatch(/^221: 2xx positive completion\n/);
  });
});
