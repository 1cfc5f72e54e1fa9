// Nothing has to be scrolled sideways: on the narrowest phone, and with text at twice its size.
import { LEVELS, pages, scenarioAt } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

async function expectToFit(page) {
  await page.setViewportSize({ width: 320, height: 640 });
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
    await page.setViewportSize({ width: 320, height: 640 });
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answer(scenarioAt(level).reply, async () => {
      expect(await page.evaluate(tooWide)).toEqual([]);
      return false;
    });
    await expectToFit(page);
  });
}

/** Runs in the browser: what sticks out, where anything does. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.cloneNode(false).outerHTML)
    .slice(0, 5);
}
