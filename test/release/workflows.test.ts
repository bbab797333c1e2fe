import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../helpers/entries.js';

const folder = `${root}.github/workflows/`;
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(folder + name, 'utf8'),
}));

describe.each(workflows)('$name', ({ text }) => {
  test('runs the actions that were looked at: each is a commit, and says which version that is', () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may write nothing, unless a job says so', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });
});

describe('a release', () => {
  const text = workflows.find(({ name }) => name === 'release.yml')?.text ?? '';
  const publish = text.slice(text.indexOf('  publish:'));

  test('publishes the file that was tested, in a job that can do nothing else', () => {
    expect(publish).toMatch(/needs: test\n/);
    expect(publish).toMatch(/environment: npm\n/);
    const runs = [...publish.matchAll(/run: (.*)/g)].map(([, command]) => command);
    expect(runs).toEqual(['npm publish *.tgz --provenance --access public --ignore-scripts']);
    expect(publish).not.toContain('checkout');
  });

  test('only that job can have the trust of npm', () => {
    expect(text.slice(0, text.indexOf('  publish:'))).not.toContain('id-token');
  });
});
