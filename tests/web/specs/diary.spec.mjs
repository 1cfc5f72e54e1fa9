// The diary: a note a day, kept on this device when the reader says so, that says when to stop.
import { readFileSync, writeFileSync } from 'node:fs';
import { expectAccessible } from '../lib/axe.mjs';
import { comeBack, dayAfter, Diarist, FIRST_DAY, itIs, kept, KEY, SPOILT } from '../lib/days.mjs';
import { dayWords, diary, LEVELS, reasoning } from '../lib/guide.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const levelOf = (stop) => LEVELS.indexOf(stop.level);

test.beforeEach(({ page }) => itIs(page, FIRST_DAY));

for (const place of PLACES) {
  test(`a day is noted, and is there the next time, at: ${place}`, async ({ page, at }) => {
    const diarist = new Diarist(page);
    await diarist.open(at, place);
    expect(await kept(page), 'nothing is kept unasked').toBeUndefined();
    await diarist.note({ day: 2, morning: 1 });
    await expect(diarist.status).toContainText(dayWords['day-kept'].split('{')[0]);
    expect((await kept(page)).days[FIRST_DAY]).toMatchObject({ day: 2, morning: 1 });
    await expect(diarist.stop).toHaveCount(0);

    await page.reload();
    await expect(diarist.scale('day').getByRole('radio').nth(2)).toBeChecked();
    await expect(diarist.mount.locator('.days-dot-day')).toHaveCount(1);
    await diarist.mount.locator('.days-table summary').click();
    await expect(diarist.mount.getByRole('row')).toHaveCount(2);
  });
}

for (const stop of diary.stop) {
  const { signs, scale } = stop;
  const what = signs ? signs.join(' and ') : `${scale} ${stop['at-least'] ?? 'rising'}`;
  test(`it says stop: ${what}`, async ({ page, at }) => {
    const diarist = new Diarist(page);
    await diarist.open(at);
    const notes = signs
      ? [{ signs }]
      : stop['at-least']
        ? [{ [scale]: stop['at-least'] }]
        : Array.from({ length: stop.rises + 1 }, (_, day) => ({ [scale]: day }));
    for (const [index, note] of notes.entries()) {
      await expect(diarist.stop).toHaveCount(0);
      await itIs(page, dayAfter(index));
      await diarist.open(at);
      await diarist.note(note);
    }
    await expect(diarist.stop).toContainText(stop.because);
    await expect(diarist.stop.locator('h2'), 'and it is heard').toBeFocused();
    const highest = diary.stop
      .filter((other) => other.signs?.every((sign) => signs?.includes(sign)) || other === stop)
      .sort((a, b) => levelOf(b) - levelOf(a))[0];
    await expect(diarist.stop).toHaveAttribute('data-level', highest.level);
    const { title } = reasoning.level.find(({ id }) => id === highest.level);
    await expect(diarist.stop.locator('h2')).toHaveText(title);
  });
}

test('signs of days that are near count together', async ({ page, at }) => {
  const { signs, because } = diary.stop.find(({ signs }) => signs?.length === 2);
  const diarist = new Diarist(page);
  for (const [days, together] of [[diary.together, false], [diary.together - 1, true]]) {
    await page.goto(at('root', 'index.html'));
    await page.evaluate(() => localStorage.clear());
    await itIs(page, FIRST_DAY);
    await diarist.open(at);
    await diarist.note({ signs: [signs[0]] });
    await itIs(page, dayAfter(days));
    await diarist.open(at);
    await diarist.note({ signs: [signs[1]] });
    const said = diarist.stop.getByText(because);
    await expect(said).toHaveCount(together ? 1 : 0);
  }
});

test('a stop holds until somebody has looked, or for its days; what comes after counts again', async ({ page, at }) => {
  const [{ signs }] = diary.stop.filter(({ signs }) => signs?.length === 1);
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.note({ signs });
  await itIs(page, dayAfter(diary.holds - 1));
  await diarist.open(at);
  await expect(diarist.stop).toBeVisible();
  await diarist.press(dayWords.seen);
  await expect(diarist.stop).toHaveCount(0);
  await expect(diarist.status).toHaveText(dayWords['seen-noted']);
  // The same day, later.
  await diarist.note({ signs });
  await expect(diarist.stop).toBeVisible();
  await itIs(page, dayAfter(2 * diary.holds - 1));
  await diarist.open(at);
  await expect(diarist.stop).toHaveCount(0);
});

test('left open until another day, it asks about that one, unless something is being noted', async ({ page, at }) => {
  const diarist = new Diarist(page);
  await diarist.open(at);
  const date = diarist.mount.locator('input[type=date]');
  await itIs(page, dayAfter(1));
  await comeBack(page);
  await expect(date).toHaveValue(dayAfter(1));
  await diarist.scale('day').getByRole('radio').nth(3).check();
  await itIs(page, dayAfter(2));
  await comeBack(page);
  await expect(date).toHaveValue(dayAfter(1));
  await expect(diarist.scale('day').getByRole('radio').nth(3)).toBeChecked();
});

test('what was noted and is not asked any more stays', async ({ page, at }) => {
  const before = { day: 1, signs: ['from-before'], did: ['from-before'] };
  await page.goto(at('root', 'index.html'));
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, JSON.stringify({ days: { [FIRST_DAY]: before } })]);
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.note({ day: 2 });
  expect((await kept(page)).days[FIRST_DAY]).toMatchObject({ ...before, day: 2 });
});

test('saved as a file, deleted, and brought in again', async ({ page, at }, testInfo) => {
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.note({ day: 3, morning: 2 });
  const [download] = await Promise.all([page.waitForEvent('download'), diarist.press(dayWords.export)]);
  const file = testInfo.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  expect(JSON.parse(readFileSync(file, 'utf8')).guide).toBe(reasoning.guide);

  page.once('dialog', (dialog) => dialog.accept());
  await diarist.press(dayWords['forget-days']);
  await expect(diarist.status).toHaveText(dayWords['forgotten-days']);
  expect((await kept(page)).days).toEqual({});

  const field = diarist.mount.locator('input[type=file]');
  await field.setInputFiles(file);
  await expect(diarist.status).toHaveText(filled(dayWords.brought, { count: 1 }));
  expect((await kept(page)).days[FIRST_DAY]).toMatchObject({ day: 3, morning: 2 });

  for (const text of ['{', '[]', '{"guide":"another","days":{}}', readFileSync(file, 'utf8').slice(0, -20)]) {
    const damaged = testInfo.outputPath('damaged.json');
    writeFileSync(damaged, text);
    await field.setInputFiles(damaged);
    await expect(diarist.status).toHaveText(dayWords['not-a-diary']);
    expect((await kept(page)).days[FIRST_DAY], 'what was there stays').toMatchObject({ day: 3 });
  }
});

test('where nothing is noted it says so', async ({ page, at }) => {
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.press(dayWords['keep-day']);
  await expect(diarist.status).toHaveText(dayWords['nothing-noted']);
  expect(await kept(page)).toBeUndefined();
});

for (const [name, spoil] of SPOILT) {
  test(`a storage that ${name} loses nothing while the page is open, and is told`, async ({ page, at }) => {
    await page.addInitScript(spoil);
    const diarist = new Diarist(page);
    await diarist.open(at);
    await diarist.note({ day: 4 });
    await expect(diarist.status).toHaveText(dayWords.unkept);
    await expect(diarist.mount.locator('.days-dot-day')).toHaveCount(1);
    const [download] = await Promise.all([page.waitForEvent('download'), diarist.press(dayWords.export)]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(FIRST_DAY);
  });
}

test('what is damaged is left out and put aside, and the rest is there', async ({ page, at }) => {
  await page.goto(at('root', 'index.html'));
  const damaged = JSON.stringify({ days: { [dayAfter(-1)]: { day: 2 }, [dayAfter(-2)]: { day: 99 }, nonsense: 1 } });
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, damaged]);
  const diarist = new Diarist(page);
  await diarist.open(at);
  await expect(diarist.status).toHaveText(dayWords['damaged-days']);
  await expect(diarist.mount.locator('.days-dot-day')).toHaveCount(1);
  await diarist.note({ day: 1 });
  expect(Object.keys((await kept(page)).days)).toEqual([dayAfter(-1), FIRST_DAY]);
  expect(await page.evaluate((key) => localStorage.getItem(`${key} damaged`), KEY)).toBe(damaged);
});

test('nothing is wrong with it for anybody', async ({ page, at }) => {
  test.setTimeout(120_000);
  const diarist = new Diarist(page);
  await diarist.open(at);
  await expectAccessible(page);
  await diarist.note({ day: 7, morning: 4 });
  await diarist.mount.locator('.days-table summary').click();
  await expectAccessible(page);
});

test('by keyboard alone', async ({ page, at }) => {
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.scale('day').getByRole('radio').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const shown = await page.locator('.days-number:has(:checked)').evaluate((label) => getComputedStyle(label).outlineStyle);
  expect(shown, 'the focus can be seen').not.toBe('none');
  await page.keyboard.press('Enter');
  expect((await kept(page)).days[FIRST_DAY]).toMatchObject({ day: 2 });
});

test('without scripts there is a table to fill in by hand', async ({ browser, at }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await new Diarist(page).page.goto(at('root', 'checker/diary.html'));
  await expect(page.locator('#diary')).toBeHidden();
  await expect(page.locator('.days-paper tbody tr')).toHaveCount(14);
  await expect(page.getByText(diary.stop[0].because).first()).toBeVisible();
  await context.close();
});
