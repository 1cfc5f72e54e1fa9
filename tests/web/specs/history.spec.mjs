// Back, Forward and Reload keep the reader's place and answers; nothing else does.
import { checkerPage, scenarios, words } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const scenario = scenarios.find(
  ({ expect: { level, treatments } }) => level === 'self-care' && treatments?.length,
);

for (const place of ['sub-path', 'file']) {
  test(`the browser's Back and Forward, at: ${place}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    const first = await reader.heading.innerText();
    await reader.answerStep(scenario.reply);
    const second = await reader.heading.innerText();
    await reader.answerStep(scenario.reply);
    const third = await reader.heading.innerText();

    await page.goBack();
    await expect(reader.heading).toHaveText(second);
    await page.goBack();
    await expect(reader.heading).toHaveText(first);
    await page.goForward();
    await page.goForward();
    await expect(reader.heading).toHaveText(third);
  });

  test(`the checker's own Back shows what was answered, at: ${place}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    const first = await reader.heading.innerText();
    await reader.answerStep(scenario.reply);
    await reader.answerStep(scenario.reply);
    await reader.press(words.back);
    await expect(reader.mount.locator('input:checked')).not.toHaveCount(0);
    await reader.press(words.back);
    await expect(reader.heading).toHaveText(first);
  });

  test(`Reload in the middle, at: ${place}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    for (let step = 0; step < 4; step += 1) {
      await reader.answerStep(scenario.reply);
    }
    const heading = await reader.heading.innerText();
    await page.reload();
    await expect(reader.heading).toHaveText(heading);
    await reader.press(words.back);
    await expect(reader.mount.locator('input:checked')).not.toHaveCount(0);
  });

  test(`Reload after Back keeps what was answered further on, at: ${place}`, async ({
    page,
    at,
  }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    for (let step = 0; step < 4; step += 1) await reader.answerStep(scenario.reply);
    await page.goBack();
    const fourth = await reader.heading.innerText();
    await page.goBack();
    await expect(reader.heading).not.toHaveText(fourth);

    await page.reload();
    await expect(reader.mount.locator('input:checked')).not.toHaveCount(0);
    await reader.press(words.next);
    await expect(reader.heading).toHaveText(fourth);
    await expect(reader.mount.locator('input:checked')).not.toHaveCount(0);
  });

  test(`the result after Reload, and after a visit elsewhere, at: ${place}`, async ({
    page,
    at,
  }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    await reader.answer(scenario.reply);
    const result = await reader.mount.innerText();
    await page.reload();
    await expect(reader.level).toBeVisible();
    expect(await reader.mount.innerText()).toBe(result);

    await page.locator('.ck-plan a').first().click();
    await expect(page).not.toHaveURL(at(place, checkerPage));
    await page.goBack();
    await expect(reader.level).toBeVisible();
    expect(await reader.mount.innerText()).toBe(result);
  });
}

for (const place of ['root', 'file']) {
  test(`Start again forgets, and Back brings nothing back, at: ${place}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    const first = await reader.heading.innerText();
    await reader.answer(scenario.reply);
    await reader.press(words['start-again']);
    await expect(reader.heading).toHaveText(first);
    await page.goBack();
    await expect(reader.heading).toHaveText(first);
    await expect(reader.level).toHaveCount(0);
  });

  test(`answers are kept nowhere else, at: ${place}`, async ({ page, context, at }) => {
    const reader = new Reader(page);
    await reader.open(at, place);
    await reader.answer(scenario.reply);
    expect(page.url()).toBe(at(place, checkerPage));
    const kept = await page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
    }));
    expect(kept).toEqual({ local: {}, session: {}, databases: [] });
    expect(await context.cookies()).toEqual([]);
  });
}
