// Search: on every page, at every place of the site, without being loaded before it is used.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { expectAccessible } from '../lib/axe.mjs';
import { pageWords, titleOf } from '../lib/guide.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

const table = parse(readFileSync(new URL('../search.toml', import.meta.url), 'utf8'));
const { best } = table;

const open = async (page) => {
  await page.getByRole('button', { name: pageWords.find }).click();
  return page.getByRole('searchbox', { name: pageWords.search });
};

const results = (page) => page.locator('.search-results a');

/** What is found for a text, best first: the titles, with the headings. */
const find = async (page, text) => {
  const field = await open(page);
  await field.fill(text);
  await expect(page.locator('.search-status')).not.toBeEmpty();
  const links = await results(page).all();
  return Promise.all(links.map((link) => link.innerText()));
};

for (const place of PLACES) {
  test(`a word leads to its page, at: ${place}`, async ({ page, at }) => {
    await page.goto(at(place, 'about/privacy.html'));
    const [first] = await find(page, best.typed);
    expect(first).toContain(titleOf(best.id));
    await results(page).first().click();
    await expect(page).toHaveURL(at(place, best.path));
  });
}

test('nothing of it is loaded before it is used, and little at the first letter', async ({ page, at }) => {
  const loaded = [];
  page.on('request', (request) => {
    if (/\/(search[./]|later)/.test(request.url())) loaded.push(request.url().split('/').at(-1));
  });
  await page.goto(at('root', 'index.html'));
  expect(loaded).toEqual([]);
  const field = await open(page);
  const [letter, ...others] = table.first.typed;
  await field.pressSequentially(letter);
  await expect.poll(() => loaded.sort()).toEqual(['index.js', 'later.css', 'search.js']);
  await field.pressSequentially(others.join(''));
  await expect(results(page).first()).toBeVisible();
  expect(loaded.filter((name) => name.startsWith('w-'))).toEqual([table.first.shard]);
});

for (const { what, typed, shown } of table.find) {
  test(`finds ${what}`, async ({ page, at }) => {
    await page.goto(at('root', 'index.html'));
    const found = await find(page, typed);
    expect(found.join('\n').toLowerCase()).toContain(shown.toLowerCase());
  });
}

test('a result shows the heading and the passage, and leads to it', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  await find(page, best.typed);
  await expect(page.locator('.search-results span').first()).toBeVisible();
  const first = page.locator('.search-results li', { has: page.locator('span') }).first();
  await expect(first.locator('mark').first()).toBeVisible();
  await first.getByRole('link').click();
  await expect(page).toHaveURL(/#/);
});

test('nothing found is said, and what was typed', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  expect(await find(page, 'xylophone')).toEqual([]);
  await expect(page.locator('.search-status')).toContainText('xylophone');
});

test('by keyboard alone', async ({ page, at }) => {
  await page.goto(at('root', 'about/privacy.html'));
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox');
  await expect(field).toBeFocused();
  await page.keyboard.type(best.typed);
  await expect(results(page).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(results(page).first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  // As in every field of the kind, the first takes away what is typed.
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();

  // From its button, the focus comes back there.
  const button = page.getByRole('button', { name: pageWords.find });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type(best.typed);
  await expect(results(page).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(best.path));
});

test('a slash that is typed into a field stays there', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  const field = await open(page);
  await field.pressSequentially('a/b');
  await expect(field).toHaveValue('a/b');
});

test('nothing is wrong with it for anybody', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  await find(page, table.first.typed);
  await expectAccessible(page);
});
