// Without JavaScript everything can be read, and the way from symptom to cause can be walked.
import { checkerPage, pages } from '../lib/guide.mjs';
import { expect, test } from '../lib/test.mjs';

test.use({ javaScriptEnabled: false });

for (const path of pages) {
  test(`can be read: ${path}`, async ({ page, at }) => {
    await page.goto(at('file', path));
    await expect(page.locator('h1')).toBeVisible();
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(100);
  });
}

test('the urgent signs are there, most urgent first', async ({ page, at }) => {
  await page.goto(at('file', checkerPage));
  const levels = page.locator('#checker-fallback [data-level]');
  await expect(levels.first()).toBeVisible();
  await expect(levels.first()).toHaveAttribute('data-level', 'emergency');
  await expect(page.locator('#checker')).toBeHidden();
});

test('from a symptom to a cause and what helps', async ({ page, at }) => {
  await page.goto(at('file', checkerPage));
  const symptoms = page.locator('table');
  const lookup = page.locator('#checker-fallback details', { has: symptoms }).first();
  await lookup.locator('summary').click();
  const link = lookup.locator('tbody td a').first();
  const cause = await link.innerText();
  await link.click();
  await expect(page.locator('h1')).toHaveText(cause);

  const treatment = page.locator('main a[href*="../treatments/"]').first();
  await treatment.click();
  await expect(page.locator('h1')).toBeVisible();
  expect(page.url()).toContain('/treatments/');
});
