// Search: on every page, at every place of the site, without being loaded before it is used.
import { expectAccessible } from '../lib/axe.mjs';
import { pageWords, titleOf } from '../lib/guide.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

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
    await page.goto(at(place, 'causes/worn-shoes.html'));
    const [best] = await find(page, 'gluteal');
    expect(best).toContain(titleOf('gluteal-tendinopathy'));
    await results(page).first().click();
    await expect(page).toHaveURL(at(place, 'conditions/gluteal-tendinopathy.html'));
  });
}

test('nothing of it is loaded before it is used, and little at the first letter', async ({ page, at }) => {
  const loaded = [];
  page.on('request', (request) => {
    if (/\/search[./]/.test(request.url())) loaded.push(request.url().split('/').at(-1));
  });
  await page.goto(at('root', 'index.html'));
  expect(loaded).toEqual([]);
  const field = await open(page);
  await field.pressSequentially('h');
  await expect.poll(() => loaded.sort()).toEqual(['index.js', 'search.css', 'search.js']);
  await field.pressSequentially('ip');
  await expect(results(page).first()).toBeVisible();
  expect(loaded.filter((name) => name.startsWith('w-'))).toEqual(['w-hi.js']);
});

for (const [what, text, expected] of [
  ['another form of the word', 'strengthening', titleOf('strengthen-back-and-core')],
  ['the beginning of a word', 'hernia', titleOf('hernia')],
  ['a letter that is wrong', 'tendinopethy', 'tendinopathy'],
  ['letters that are swapped, the first ones too', 'ghip', 'hip'],
  ['two words', 'swollen calf', titleOf('blood-clot')],
  ['an exercise', 'bird dog', 'Bird-dog'],
  ['a question of the checker', 'how many steps do you take in a minute', 'How many steps do you take in a minute'],
  ['a word of the glossary', 'REDs', 'REDs'],
]) {
  test(`finds ${what}`, async ({ page, at }) => {
    await page.goto(at('root', 'index.html'));
    const found = await find(page, text);
    expect(found.join('\n').toLowerCase()).toContain(expected.toLowerCase());
  });
}

test('a result shows the heading and the passage, and leads to it', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  await find(page, 'copenhagen bench');
  const first = page.locator('.search-results li').first();
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
  await page.keyboard.type('massage');
  await expect(results(page).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(results(page).first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(page.getByRole('button', { name: pageWords.find })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/treatments\/massage\.html$/);
});

test('a slash that is typed into a field stays there', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  const field = await open(page);
  await field.pressSequentially('a/b');
  await expect(field).toHaveValue('a/b');
});

test('nothing is wrong with it for anybody', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  await find(page, 'hip');
  await expectAccessible(page);
});
