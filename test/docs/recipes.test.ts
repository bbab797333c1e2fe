import { expect, test } from 'vitest';
import { textOf } from './blocks.js';

/** What people look for, and where the page of recipes leads them. */
const wanted: Readonly<Record<string, string>> = {
  'a wrong password in a catch': 'recipes/failures.md#catch-a-wrong-password',
  'an app password for Gmail': 'recipes/failures.md#app-passwords-for-gmail-and-others',
  'is it sent or not': 'recipes/failures.md#is-it-sent-or-not',
  'try again safely': 'recipes/failures.md#try-again-safely',
  'a good message for the end user': 'recipes/failures.md#a-good-message-for-the-end-user',
  'alert only for operator-action': 'recipes/failures.md#alert-only-for-what-a-person-has-to-mend',
  'stop after a hard bounce': 'recipes/failures.md#stop-after-a-hard-bounce',
  'explain an error from a log': 'command-line.md',
  '14 messages a second': 'recipes/sending.md#14-messages-a-second',
  'two providers': 'recipes/sending.md#two-providers',
  'rotate OAuth2 tokens': 'recipes/sending.md#rotate-oauth2-tokens',
  'your own retry library': 'recipes/sending.md#your-own-retry-library',
  'a queue': 'queues.md',
  'test without a server': 'recipes/sending.md#test-without-a-server',
  'special characters in an SMTP URL': 'recipes/sending.md#special-characters-in-an-smtp-url',
  '250 and it never arrived': 'recipes/sending.md#250-and-it-never-arrived',
  'JSON with pino or winston': 'recipes/watching.md#one-json-line-for-each-send',
  'a health endpoint': 'recipes/watching.md#a-health-endpoint',
  Sentry: 'recipes/watching.md#sentry',
  'upgrade from plain Nodemailer': 'recipes/upgrade.md#what-changes-in-your-catch',
  Express: 'recipes/frameworks.md#express',
  Fastify: 'recipes/frameworks.md#fastify',
  NestJS: 'recipes/frameworks.md#nestjs',
  'Next.js': 'recipes/frameworks.md#nextjs',
  'Auth.js': 'recipes/auth-and-cms.md#authjs',
  Payload: 'recipes/auth-and-cms.md#payload',
  Strapi: 'recipes/auth-and-cms.md#strapi',
  Directus: 'recipes/auth-and-cms.md#directus',
  'AWS Lambda': 'recipes/serverless.md#aws-lambda',
};

// That links lead somewhere is held by links.test.ts.
test.each(Object.entries(wanted))('the page of recipes leads to %s', (_want, link) => {
  expect(textOf('docs/recipes.md')).toContain(`](${link})`);
});

test('no recipe is a recipe that the page of recipes does not name', () => {
  const pages = ['failures', 'sending', 'watching', 'upgrade', 'frameworks', 'auth-and-cms', 'serverless'];
  const headings = pages.flatMap((page) => textOf(`docs/recipes/${page}.md`).match(/^## .*$/gm) ?? []);
  const named = textOf('docs/recipes.md').match(/\]\(recipes\/[\w-]+\.md#/g) ?? [];
  expect(named).toHaveLength(headings.length);
});
