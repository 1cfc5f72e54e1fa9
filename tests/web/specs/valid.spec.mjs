// Every page is HTML as the standard has it, in the eyes of somebody else's validator.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { pages, site } from '../lib/guide.mjs';
import { expect, test } from '../lib/test.mjs';

// Matters of taste that say nothing about validity.
const TASTE = [
  'attribute-boolean-style',
  'doctype-style',
  'long-title',
  'no-raw-characters',
  'no-trailing-whitespace',
  'tel-non-breaking',
  'void-style',
];

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: Object.fromEntries(TASTE.map((rule) => [rule, 'off'])),
});

test('every page is valid', () => {
  const found = pages.flatMap((path) => {
    const { results } = validator.validateStringSync(readFileSync(join(site, path), 'utf8'), path);
    return results.flatMap(({ messages }) =>
      messages.map(({ ruleId, line, message }) => `${path}:${line}: ${message} (${ruleId})`),
    );
  });
  expect(pages.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});
