// Whether what is here can be released: CHANGELOG, package.json and the tag agree, nothing is uncommitted,
// and npm can attest where it comes from. Runs before every `npm publish`.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { home } from './home.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const version = String(manifest.version);
const tag = `v${version}`;
const newest = /^## \[?([^\s\]]+)/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[1];
const tagsHere = git('tag', '--points-at', 'HEAD').filter((name) => /^v\d/.test(name));
const uncommitted = git('status', '--porcelain');

/** @type {readonly (string | false)[]} */
const found = [
  newest !== version &&
    `CHANGELOG.md begins with ${newest ?? 'no version'}, package.json has ${version}: write the entry or set the version.`,
  !tagsHere.includes(tag) && tagSays(),
  uncommitted.length > 0 &&
    `The work tree is not clean: commit or remove ${uncommitted.map((line) => line.slice(3)).join(', ')}.`,
  manifest.repository === undefined &&
    !home &&
    'package.json has no "repository", and GITHUB_REPOSITORY is not set (.release/home.js): provenance needs it, npm compares it with where the release is built.',
];
const problems = found.filter((problem) => problem !== false);

console.log(`package.json  ${version}`);
console.log(`CHANGELOG.md  ${newest ?? 'none'}`);
console.log(`tag at HEAD   ${tagsHere.join(', ') || 'none'}`);
for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length === 0) console.log(`✓ ${version} can be released.`);
process.exitCode = problems.length === 0 ? 0 : 1;

function tagSays() {
  if (git('tag', '--list', tag).length > 0)
    return `The tag ${tag} is on another commit than HEAD: check out ${tag}, or raise the version.`;
  if (tagsHere.length > 0)
    return `HEAD is tagged ${tagsHere.join(', ')}, package.json has ${version}: set the version, or tag ${tag}.`;
  return `HEAD has no tag: run git tag ${tag}.`;
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
}
