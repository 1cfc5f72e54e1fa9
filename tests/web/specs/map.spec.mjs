// The body to point at is another way to tick the boxes under it, and no more.
import { questionBeside, questionOf, questions, scenarioAt, words } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const place = questions.find(({ kind }) => kind === 'place');

const [first, second] = place.answers.map(({ id }) => id);
const beside = questionBeside(place);

const asked = async (page, at) => {
  const reader = new Reader(page);
  await reader.open(at);
  await reader.answer(scenarioAt('self-care').reply, (heading) => questionOf(heading)?.kind === 'place');
  await expect(page.locator('.ck-map')).toBeVisible();
  return reader;
};

const box = (page, id) => page.locator(`.ck-place input[data-answer="${id}"]`);
const regions = (page, id) => page.locator(`.ck-map [data-answer="${id}"]`);
const onSide = (page, id, side) => page.locator(`.ck-map [data-answer="${id}"][data-side="${side}"]`).first();
const side = (page, id) => page.locator(`.ck-beside input[data-answer="${id}"]`);

/** The sides that are drawn, and the answer that is all of them. */
const drawn = async (page) => {
  const named = await page.locator('.ck-map [data-side]').evaluateAll((found) => found.map(({ dataset }) => dataset.side));
  const sides = beside.answers.map(({ id }) => id).filter((id) => named.includes(id));
  const others = beside.answers.map(({ id }) => id).filter((id) => !named.includes(id));
  expect([...new Set(named)].toSorted(), 'every side drawn is an answer').toEqual(sides.toSorted());
  expect(others, 'one answer is all sides').toHaveLength(1);
  return [...sides, ...others];
};

test('a place that is pointed at is ticked, and one that is ticked is marked', async ({ page, at }) => {
  await asked(page, at);
  await regions(page, first).first().click();
  await expect(box(page, first)).toBeChecked();
  await expect(regions(page, first).first()).toHaveClass('is-on');
  await box(page, second).check();
  await expect(regions(page, second).and(page.locator('.is-on')).first()).toBeVisible();
  await regions(page, first).first().click();
  await expect(box(page, first)).not.toBeChecked();
  await expect(regions(page, first).first()).not.toHaveClass('is-on');
});

test('a place that is ticked is marked on every view, and without a side on both', async ({ page, at }) => {
  await asked(page, at);
  await box(page, first).check();
  expect(await regions(page, first).count()).toBeGreaterThan(2);
  for (const region of await regions(page, first).all()) await expect(region).toHaveClass('is-on');
});

test('pointing tells the side, and pointing at the other one tells both', async ({ page, at }) => {
  await asked(page, at);
  const [one, other, both] = await drawn(page);
  await onSide(page, first, one).click();
  await expect(side(page, one)).toBeChecked();
  await expect(onSide(page, first, other)).not.toHaveClass('is-on');
  await onSide(page, first, other).click();
  await expect(side(page, both)).toBeChecked();
  for (const region of await regions(page, first).all()) await expect(region).toHaveClass('is-on');
  await side(page, other).check();
  await expect(onSide(page, first, one)).not.toHaveClass('is-on');
  await expect(onSide(page, first, other)).toHaveClass('is-on');
});

test('the side is told in the result, and can be left open', async ({ page, at }) => {
  const reader = await asked(page, at);
  const answers = page.locator('.ck-answers .ck-answer', { hasText: place.short });
  const [one] = await drawn(page);
  await onSide(page, first, one).click();
  await reader.answer(scenarioAt('self-care').reply);
  await expect(answers).toContainText(`${beside.short}: ${beside.answers.find(({ id }) => id === one).label}`);
  await answers.getByRole('button').click();
  await expect(side(page, one)).toBeChecked();

  await reader.press(words['start-again']);
  await reader.answer(scenarioAt('self-care').reply);
  await expect(answers).toBeVisible();
  await expect(answers).not.toContainText(beside.short);
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
