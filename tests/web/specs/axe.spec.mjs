// axe finds nothing: on no page, and at no point of the checker.
import { expectAccessible } from '../lib/axe.mjs';
import { LEVELS, checkerPage, pages, questionOf, scenarioAt, words } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

for (const path of pages) {
  test(`page: ${path}`, async ({ page, at }) => {
    // The whole guide in one document takes half a minute.
    test.setTimeout(180_000);
    await page.goto(at('root', path));
    await expectAccessible(page);
  });
}

test('the checker where it cannot start', async ({ page, at }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(at('root', checkerPage));
  await expectAccessible(page);
});

for (const kind of ['number', 'one', 'many', 'place']) {
  test(`question with an answer of the kind: ${kind}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answer(
      scenarioAt('self-care').reply,
      (heading) => questionOf(heading)?.kind === kind,
    );
    await expectAccessible(page);
    await reader.press(words.next);
    await expect(reader.error).toBeVisible();
    await expectAccessible(page);
  });
}

test('screen of safety questions', async ({ page, at }) => {
  const reader = new Reader(page);
  await reader.open(at);
  await reader.answer(scenarioAt('self-care').reply, (heading) => !questionOf(heading));
  await expectAccessible(page);
  await reader.press(words.next);
  await expect(reader.error).toBeVisible();
  await expectAccessible(page);
});

for (const level of LEVELS) {
  test(`result: ${level}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answer(scenarioAt(level).reply);
    await expect(reader.level).toHaveAttribute('data-level', level);
    for (const reasons of await page.locator('#checker details summary').all()) {
      await reasons.click();
    }
    await expectAccessible(page);
  });
}
