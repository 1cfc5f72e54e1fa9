// The switch of colours: follows the system until it is used, keeps the choice, and flashes nothing.
import { pageWords, reasoning } from '../lib/guide.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const stored = (page) => page.evaluate(() => Object.entries(localStorage));
const button = (page) => page.getByRole('button', { name: pageWords.dark });

for (const place of PLACES) {
  test(`the choice holds on the next page, at: ${place}`, async ({ page, at }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(at(place, 'index.html'));
    const light = await paper(page);
    expect(await stored(page)).toEqual([]);
    await expect(button(page)).toHaveAttribute('aria-pressed', 'false');

    await button(page).click();
    await expect(button(page)).toHaveAttribute('aria-pressed', 'true');
    const dark = await paper(page);
    expect(dark).not.toBe(light);
    expect(await stored(page)).toHaveLength(1);

    await page.goto(at(place, 'about/privacy.html'));
    expect(await paper(page)).toBe(dark);
    await button(page).click();
    expect(await paper(page)).toBe(light);
    expect(await stored(page), 'what the system says need not be kept').toEqual([]);
  });
}

test('it is there before anything is drawn', async ({ page, at }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(at('root', 'index.html'));
  await button(page).click();
  const dark = await paper(page);
  // The first frame of the next page has it: the script that brings it is the one that may block.
  await page.addInitScript(() => {
    requestAnimationFrame(() => {
      window.first = getComputedStyle(document.documentElement).colorScheme;
    });
  });
  await page.goto(at('root', 'about/privacy.html'));
  expect(await page.evaluate(() => window.first)).toBe('dark');
  expect(await paper(page)).toBe(dark);
});

test('what is kept belongs to this guide at this address', async ({ page, at }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(at('sub-path', 'index.html'));
  await button(page).click();
  const [[key]] = await stored(page);
  expect(key).toBe(`guideway ${reasoning.guide} /any/sub/path/ colours`);
  await page.goto(at('root', 'index.html'));
  await expect(button(page)).toHaveAttribute('aria-pressed', 'false');
});

test('paper is white, whatever was chosen', async ({ page, at }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(at('root', 'index.html'));
  await button(page).click();
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
});
