// The body to point at is another way to tick the boxes under it, and no more.
import { questionOf, questions, scenarioAt, words } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const place = questions.find(({ kind }) => kind === 'place');

const [first, second] = place.answers.map(({ id }) => id);

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
  await regions(page, first).first().click();
  await expect(box(page, first)).toBeChecked();
  for (const region of await regions(page, first).all()) await expect(region).toHaveClass('is-on');
  await box(page, second).check();
  await expect(regions(page, second).first()).toHaveClass('is-on');
  await regions(page, first).last().click();
  await expect(box(page, first)).not.toBeChecked();
  await expect(regions(page, first).first()).not.toHaveClass('is-on');
});

test('"not sure" takes the marks off', async ({ page, at }) => {
  const reader = await asked(page, at);
  await regions(page, first).first().click();
  await reader.choose(words['not-sure']);
  await expect(regions(page, first).first()).not.toHaveClass('is-on');
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
  await regions(page, second).first().click();
  await reader.press(words.next);
  await reader.press(words.back);
  await expect(regions(page, second).first()).toHaveClass('is-on');
});
