import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../src/diagnose.ts', import.meta.url));

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    // Fails on any import from Node.
    platform: 'browser',
    format: 'iife',
    globalName: 'diagnosis',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

test('the subpath "diagnose" bundles for a browser, and works where there is nothing of Node', async () => {
  // What every browser has, and nothing else.
  const context = createContext({ TextDecoder, TextEncoder, atob, btoa });
  runInContext(await bundle(), context);
  const result: unknown = runInContext(
    `JSON.stringify([
      typeof process,
      diagnosis.diagnose('535-5.7.8 Username and Password not accepted\\n535 5.7.8 gsmtp').remediation.id,
      diagnosis.describeReply(221).class,
      diagnosis.compareReplies(221, 535).keyDifferences.length > 0,
      diagnosis.parseReply('550 5.1.1 no').enhancedCode,
      diagnosis.formatError({ message: 'Invalid login: 535 no' }, { color: true }).includes('Invalid login'),
      diagnosis.readBounce('Final-Recipient: rfc822; a@example.com\\nAction: failed\\nStatus: 5.1.1\\n').recipients[0].status,
    ])`,
    context,
  );
  expect(JSON.parse(String(result))).toEqual([
    'undefined',
    'auth.invalid-credentials/gmail',
    '2xx positive completion',
    true,
    '5.1.1',
    true,
    '5.1.1',
  ]);
});
