// The whole way: home, checker, result with causes, reasons and treatments, a treatment's page.
import { scenarios, words } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

const scenario = scenarios.find(
  ({ expect: { level, listed, treatments } }) =>
    level === 'self-care' && listed?.length && treatments?.length,
);

async function expectResult(page) {
  const cause = page.locator('.ck-cause', {
    has: page.locator(`h3 a[href$="/${scenario.expect.listed[0]}.html"]`),
  });
  await expect(cause).toBeVisible();
  await cause.getByText(words.reasons).click();
  await expect(cause.locator('.ck-reason[data-for="true"]').first()).toBeVisible();
  return cause.locator(`a[href$="/${scenario.expect.treatments[0]}.html"]`);
}

for (const place of PLACES) {
  test(`from home to a treatment, at: ${place}`, async ({ page, at }) => {
    await page.goto(at(place));
    await page.locator('main a[href*="checker/"]').first().click();
    const reader = new Reader(page);
    await expect(reader.mount).toBeVisible();
    await reader.answerAll(scenario.reply);

    const treatment = await expectResult(page);
    const title = await treatment.innerText();
    await treatment.click();
    await expect(page.locator('h1')).toHaveText(title);
    expect(page.url().startsWith(at(place, ''))).toBe(true);
  });
}

test('with the network cut once the page is there', async ({ page, context, at }) => {
  const reader = new Reader(page);
  await reader.open(at);
  await context.setOffline(true);
  await reader.answerAll(scenario.reply);
  await expectResult(page);
});
