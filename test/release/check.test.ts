import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manifest, root } from '../helpers/entries.js';

/** Git must not take the repository for ours when the tests run in one of its hooks. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT')));

const repository = 'github:somebody/something';

/** A repository of its own with a version, a CHANGELOG and, perhaps, a tag. */
class Repository implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'release-'));

  constructor(about: { readonly version: string; readonly repository?: string }, changelog: string) {
    this.git('init', '--quiet');
    this.write('package.json', JSON.stringify(about));
    this.write('CHANGELOG.md', `# Changelog\n\n${changelog}`);
    this.commit();
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text);
  }

  git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: this.#folder, env });
  }

  commit(): void {
    this.git('add', '--all');
    const who = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com'];
    this.git(...who, 'commit', '--quiet', '--no-gpg-sign', '--allow-empty', '--message', 'A change');
  }

  check() {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}.release/check.js`], {
      cwd: this.#folder,
      env,
      encoding: 'utf8',
    });
    return { status, stdout, problems: stderr.split('\n').filter(Boolean) };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}

test('a release whose CHANGELOG, version and tag agree passes', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## 1.2.3\n\n## 1.2.2\n');
  here.git('tag', 'v1.2.3');
  expect(here.check()).toEqual({
    status: 0,
    stdout: 'package.json  1.2.3\nCHANGELOG.md  1.2.3\ntag at HEAD   v1.2.3\n✓ 1.2.3 can be released.\n',
    problems: [],
  });
});

test('a date beside the version, and an annotated tag, are fine', () => {
  using here = new Repository({ version: '2.0.0-rc.1', repository }, '## 2.0.0-rc.1 (2026-12-01)\n');
  here.git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'tag', '-a', 'v2.0.0-rc.1', '-m', 'RC');
  expect(here.check()).toMatchObject({ status: 0, problems: [] });
});

test('a version without its entry in the CHANGELOG is told', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## 1.2.2\n\n## 1.2.3\n');
  here.git('tag', 'v1.2.3');
  expect(here.check()).toMatchObject({
    status: 1,
    problems: [
      '✗ CHANGELOG.md begins with 1.2.2, package.json has 1.2.3: write the entry or set the version.',
    ],
  });
});

test('changes that have no version yet are told', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## Unreleased\n\n## 1.2.3\n');
  here.git('tag', 'v1.2.3');
  expect(here.check().problems).toEqual([expect.stringContaining('CHANGELOG.md begins with Unreleased,')]);
});

test('a missing tag is told, with the command that sets it', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## 1.2.3\n');
  here.git('tag', 'nightly');
  expect(here.check()).toMatchObject({ status: 1, problems: ['✗ HEAD has no tag: run git tag v1.2.3.'] });
});

test('a tag of another version is told', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## 1.2.3\n');
  here.git('tag', 'v1.3.0');
  expect(here.check().problems).toEqual([
    '✗ HEAD is tagged v1.3.0, package.json has 1.2.3: set the version, or tag v1.2.3.',
  ]);
});

test('a commit after the tag is told', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## 1.2.3\n');
  here.git('tag', 'v1.2.3');
  here.commit();
  expect(here.check().problems).toEqual([
    '✗ The tag v1.2.3 is on another commit than HEAD: check out v1.2.3, or raise the version.',
  ]);
});

test('what is not committed is told by name', () => {
  using here = new Repository({ version: '1.2.3', repository }, '## 1.2.3\n');
  here.git('tag', 'v1.2.3');
  here.write('CHANGELOG.md', '# Changelog\n\n## 1.2.3\n\n- More.\n');
  here.write('left-over.js', '');
  expect(here.check()).toMatchObject({
    status: 1,
    problems: ['✗ The work tree is not clean: commit or remove CHANGELOG.md, left-over.js.'],
  });
});

test('everything that is wrong is told at once', () => {
  using here = new Repository({ version: '1.2.3' }, 'Nothing yet.\n');
  here.write('left-over.js', '');
  expect(here.check().problems).toEqual([
    expect.stringContaining('CHANGELOG.md begins with no version, package.json has 1.2.3'),
    expect.stringContaining('HEAD has no tag'),
    expect.stringContaining('left-over.js'),
    expect.stringContaining('package.json has no "repository", and GITHUB_REPOSITORY is not set'),
  ]);
});

test('npm publish runs the check, and asks for provenance', () => {
  expect(manifest.scripts['prepublishOnly']).toContain('release:check');
  expect(manifest.scripts['release:check']).toBe('node .release/check.js');
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
});
