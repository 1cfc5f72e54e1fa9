// The contents of a page follow the reader.
import { pages } from '../lib/guide.mjs';
import { expect, test } from '../lib/test.mjs';

test('the place where the reader is is marked', async ({ page, at }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const path = pages.find((path) => /\/(?!index)[^/]+\.html$/.test(path) && path.startsWith('conditions/'));
  await page.goto(at('root', path));
  const links = page.locator('.contents a');
  const marked = page.locator('.contents [aria-current]');
  await expect(links.first()).toBeVisible();
  await expect(marked).toHaveCount(0);
  for (const index of [1, 2]) {
    const link = links.nth(index);
    await page.locator(await link.getAttribute('href')).evaluate((heading) => heading.scrollIntoView());
    await expect(marked).toHaveCount(1);
    await expect(link).toHaveAttribute('aria-current', 'true');
  }
});
