// The body to point at is another way to tick the boxes under it, and no more.
import { questionOf, questions, scenarioAt } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const place = questions.find(({ kind }) => kind === 'place');

const asked = async (page, at) => {
  const reader = new Reader(page);
  await reader.open(at);
  await reader.answer(scenarioAt('self-care').reply, (heading) => questionOf(heading)?.kind === 'place');
  await expect(page.locator('.ck-map')).toBeVisible();
  return reader;
};

const box = (page, id) => page.locator(`.ck-place input[data-answer="${id}"]`);
const regions = (page, id) => page.locator(`.ck-map [data-answer="${id}"]`);

test('a place that is pointed at is ticked, and one that is ticked is marked', async ({ page, at }) => {
  await asked(page, at);
  await regions(page, 'groin').first().click();
  await expect(box(page, 'groin')).toBeChecked();
  for (const region of await regions(page, 'groin').all()) await expect(region).toHaveClass('is-on');
  await box(page, 'buttock').check();
  await expect(regions(page, 'buttock').first()).toHaveClass('is-on');
  await regions(page, 'groin').last().click();
  await expect(box(page, 'groin')).not.toBeChecked();
  await expect(regions(page, 'groin').first()).not.toHaveClass('is-on');
});

test('"not sure" takes the marks off', async ({ page, at }) => {
  const reader = await asked(page, at);
  await regions(page, 'front').first().click();
  await reader.choose('Not sure');
  await expect(regions(page, 'front').first()).not.toHaveClass('is-on');
});

test('every place on it is an answer, and it is out of the way of screen readers', async ({ page, at }) => {
  await asked(page, at);
  const ids = await page.locator('.ck-map [data-answer]').evaluateAll((found) => found.map(({ dataset }) => dataset.answer));
  const known = place.answers.map(({ id }) => id);
  expect(known).toEqual(expect.arrayContaining([...new Set(ids)]));
  await expect(page.locator('.ck-map')).toHaveAttribute('aria-hidden', 'true');
  expect(await page.locator('.ck-map').evaluate((map) => map.querySelectorAll('a, button, input, [tabindex]').length)).toBe(0);
});

test('the marks are there again after going back', async ({ page, at }) => {
  const reader = await asked(page, at);
  await regions(page, 'knee').first().click();
  await reader.press('Continue');
  await reader.press('Back');
  await expect(regions(page, 'knee').first()).toHaveClass('is-on');
});
