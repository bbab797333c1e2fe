// Where the project lives stands nowhere else: a release takes it from the repository that makes it. Run with no
// argument in that release it fills package.json, and has the links of the documents lead there.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';

/** `owner/name` on GitHub; undefined until somebody says it. */
export const home = env['GITHUB_REPOSITORY'];

/**
 * The fields of package.json that name a home.
 *
 * @param {string} where `owner/name`.
 */
export function fieldsOf(where) {
  const url = `https://github.com/${where}`;
  return {
    repository: { type: 'git', url: `git+${url}.git` },
    bugs: { url: `${url}/issues` },
    homepage: `${url}#readme`,
  };
}

/**
 * A document whose relative links lead to the files of one version, from wherever it is read.
 *
 * @param {string} text @param {string} where `owner/name`. @param {string} version
 */
export function linkedText(text, where, version) {
  const base = `https://github.com/${where}/blob/v${version}/`;
  return text.replace(/\]\((?![a-z]+:|#)/g, `](${base}`);
}

function fill() {
  if (!home) throw new Error('GITHUB_REPOSITORY is not set: it says where the project lives, as owner/name.');
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync('package.json', `${JSON.stringify({ ...manifest, ...fieldsOf(home) }, null, 2)}\n`);
  // These stand at the top: what is relative to them is relative to the repository.
  for (const file of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
    writeFileSync(file, linkedText(readFileSync(file, 'utf8'), home, manifest.version));
}

if (argv[1] === fileURLToPath(import.meta.url)) fill();
