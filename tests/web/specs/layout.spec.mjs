// Nothing has to be scrolled sideways, on the narrowest phone or with text at twice its size, and in
// the checker nothing is too small for a thumb.
import { LEVELS, pages, scenarioAt } from '../lib/guide.mjs';
import { Diarist, Planner } from '../lib/days.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const PHONE = { width: 320, height: 640 };

/** In CSS pixels, as WCAG 2.5.5 has it. */
const THUMB = 44;

async function expectToFit(page) {
  await page.setViewportSize(PHONE);
  expect(await page.evaluate(tooWide), 'at 320 px').toEqual([]);
  await page.setViewportSize({ width: 640, height: 640 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await page.evaluate(tooWide), 'with text at 200 %').toEqual([]);
}

for (const path of pages) {
  test(path, async ({ page, at }) => {
    await page.goto(at('root', path));
    await expectToFit(page);
  });
}

for (const level of LEVELS) {
  test(`the checker and its result: ${level}`, async ({ page, at }) => {
    await page.setViewportSize(PHONE);
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answer(scenarioAt(level).reply, async () => {
      expect(await page.evaluate(tooWide)).toEqual([]);
      expect(await page.evaluate(tooSmall, THUMB)).toEqual([]);
      return false;
    });
    expect(await page.evaluate(tooSmall, THUMB)).toEqual([]);
    await expectToFit(page);
  });
}

test('the plan', async ({ page, at }) => {
  await page.setViewportSize(PHONE);
  const planner = new Planner(page);
  await planner.finish(at, scenarioAt('self-care').reply);
  await planner.keep();
  expect(await page.evaluate(tooSmall, THUMB)).toEqual([]);
  await expectToFit(page);
});

test('the diary', async ({ page, at }) => {
  await page.setViewportSize(PHONE);
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.note({ day: 9 });
  expect(await page.evaluate(tooSmall, THUMB)).toEqual([]);
  await expectToFit(page);
});

/** Runs in the browser: what sticks out, where anything does. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.cloneNode(false).outerHTML)
    .slice(0, 5);
}

/** Runs in the browser: what can be pressed in the checker, the plan and the diary, links within text apart, but is small. */
function tooSmall(least) {
  return [
    ...document.querySelectorAll(
      ':is(#checker, #plan, #diary) :is(label:not([for]), button, summary, #ck-number, .ck-contacts a)',
    ),
  ]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < least)
    .map(({ element, box }) => `${element.outerHTML}: ${box.width} x ${box.height}`);
}
