// Results that are kept: on this device only when a button says so, in a link only when it is shared;
// and whenever one is opened, the questions about urgent signs are asked again.
import { checkerPage, pageWords, questions, reasoning, scenarioAt, words } from '../lib/guide.mjs';
import { expectAccessible } from '../lib/axe.mjs';
import { Reader } from '../lib/reader.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

const scenario = scenarioAt('self-care');
/** Answers at which a result is an emergency. */
const { '*': _, ...urgent } = scenarioAt('emergency').answers;

const result = async (page, at, place) => {
  const reader = new Reader(page);
  await reader.finish(at, scenario.reply, place);
  return reader;
};

const key = `guideway ${reasoning.guide} / results`;
const elsewhere = `guideway ${reasoning.guide} /elsewhere/ results`;

const stored = (page) => page.evaluate(() => Object.keys(localStorage));
const shelf = (page) => page.locator('#checker-kept');

/** What is asked on the way to a result. */
const askedOnTheWay = async (reader) => {
  const headings = [];
  await reader.answer(scenario.reply, (heading) => {
    headings.push(heading);
    return false;
  });
  return headings;
};

const safety = questions.filter((question) => question.safety && !question.screen);

for (const place of PLACES) {
  test(`saved, opened another day, and deleted, at: ${place}`, async ({ page, at }) => {
    const reader = await result(page, at, place);
    expect(await stored(page), 'nothing is kept unasked').toEqual([]);
    const level = await page.locator('.ck-level-title').innerText();
    await reader.press(words.save);
    await expect(page.locator('.ck-kept')).toHaveText(pageWords.saved);
    expect(await stored(page)).toHaveLength(1);

    await page.goto(at(place, 'index.html'));
    await page.goto(at(place, checkerPage));
    await expect(shelf(page)).toContainText(level);
    await shelf(page).getByRole('button', { name: `${pageWords.keptopen}:` }).click();
    await expect(page.locator('#checker-message')).toHaveText(pageWords.opened);
    const asked = await askedOnTheWay(reader);
    expect(asked[0], 'urgent signs first').toBe(safety[0].text);
    const answered = questions.filter((question) => !question.safety && scenario.reply(question));
    const again = answered.filter(({ text }) => asked.includes(text));
    expect(again, 'and nothing that was answered').toEqual([]);
    await expect(page.locator('.ck-level-title')).toHaveText(level);

    await page.getByRole('button', { name: pageWords.forget }).click();
    expect(await stored(page)).toEqual([]);
    await expect(shelf(page)).toBeHidden();
    await expect(reader.heading).toHaveText(safety[0].text);
  });
}

test('results stand side by side, with the answers in which they differ', async ({ page, at }) => {
  const reader = await result(page, at);
  await reader.press(words.save);
  const cause = await page.locator('.ck-causes .ck-cause h3').first().innerText();
  await expect(shelf(page).getByRole('row', { name: pageWords.keptcauses })).toContainText(cause);
  const number = questions.find(({ kind }) => kind === 'number');
  const change = page.getByRole('button', { name: `${words.change} ${number.short}`, exact: true });
  await change.click();
  await page.locator('#ck-number').fill(String(number.cuts.at(-1) - 1));
  await reader.press(words.next);
  await reader.answer(scenario.reply);
  await reader.press(words.save);
  const rows = shelf(page).getByRole('row');
  const row = shelf(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: number.short, exact: true }) });
  await expect(row.getByRole('cell')).toHaveCount(2);
  await expect(row).toContainText(String(number.cuts.at(-1) - 1));
  await expect(row).toContainText(String(scenario.reply(number)));
  await expect(rows.first().getByRole('columnheader')).toHaveCount(3);
  const same = questions.find(({ screen, kind }) => !screen && kind === 'one').short;
  await expect(shelf(page).getByRole('rowheader', { name: same })).toHaveCount(0);
});

test('a link brings the answers, asks about urgent signs, and does not stay in the address', async ({ page, at, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const reader = await result(page, at);
  const causes = await page.locator('.ck-cause h3').allInnerTexts();
  await reader.press(words['copy-link']);
  await expect(page.locator('.ck-kept')).toHaveText(pageWords.copied);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('#answers=');

  await page.goto(at('root', 'index.html'));
  await page.goto(link);
  await expect(page.locator('#checker-message')).toHaveText(pageWords.opened);
  await expect(reader.heading).toHaveText(safety[0].text);
  expect(page.url()).not.toContain('#');
  await reader.answer(scenario.reply);
  expect(await page.locator('.ck-cause h3').allInnerTexts()).toEqual(causes);
  expect(await stored(page)).toEqual([]);
});

test('an urgent sign that has come since counts', async ({ page, at, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const reader = await result(page, at);
  await reader.press(words['copy-link']);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(at('root', 'index.html'));
  await page.goto(link);
  await reader.answer((question) => (question.id in urgent ? urgent[question.id] : scenario.reply(question)));
  await expect(reader.level).toHaveAttribute('data-level', 'emergency');
});

test('a damaged link says so, and the checker begins', async ({ page, at }) => {
  await page.goto(at('root', `${checkerPage}#answers=AQIDBAU`));
  await expect(page.locator('#checker-message')).toHaveText(pageWords.damaged);
  await expect(page.locator('#ck-heading')).toHaveText(safety[0].text);
});

test('as text it is what the page says', async ({ page, at, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // At once: what is laid out a moment later waits for ever.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Animation.enable');
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0 });
  const reader = await result(page, at);
  await reader.press(words['copy-text']);
  await expect(page.locator('.ck-kept')).toHaveText(pageWords.copied);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(await page.locator('.ck-level-title').innerText());
  expect(text).toContain(words['safety-net']);
  for (const answer of await page.locator('.ck-answer dd:nth-child(2)').allInnerTexts()) expect(text).toContain(answer);
});

test('where the browser does not copy, the text can be selected', async ({ page, at }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  const reader = await result(page, at);
  await reader.press(words['copy-link']);
  await expect(page.locator('.ck-kept textarea')).toHaveValue(/#answers=/);
});

test('a browser that does not keep says so, and nothing is lost', async ({ page, at }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const reader = await result(page, at);
  await reader.press(words.save);
  await expect(page.locator('.ck-kept')).toHaveText(pageWords.full);
  await expect(reader.level).toBeVisible();
});

test('what is damaged in the storage is left out', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  await page.evaluate((key) => localStorage.setItem(key, '[{"on":1},'), key);
  const reader = await result(page, at);
  await expect(shelf(page)).toBeHidden();
  await reader.press(words.save);
  await expect(shelf(page)).toBeVisible();
});

test('one that was saved with older knowledge says that it is worked out anew', async ({ page, at }) => {
  const reader = await result(page, at);
  await reader.press(words.save);
  await page.evaluate((key) => {
    const [kept] = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify([{ ...kept, edition: 'another' }]));
  }, key);
  await page.goto(at('root', 'index.html'));
  await page.goto(at('root', checkerPage));
  await shelf(page).getByRole('button', { name: `${pageWords.keptopen}:` }).click();
  await expect(page.locator('#checker-message')).toHaveText(pageWords.older);
});

test('others at this address keep theirs', async ({ page, at }) => {
  const reader = await result(page, at);
  await reader.press(words.save);
  await page.evaluate((key) => localStorage.setItem(key, '[]'), elsewhere);
  await page.getByRole('button', { name: pageWords.forget }).click();
  expect(await stored(page)).toEqual([elsewhere]);
});

test('nothing is wrong with it for anybody', async ({ page, at }) => {
  const reader = await result(page, at);
  await reader.press(words.save);
  await expectAccessible(page);
});
