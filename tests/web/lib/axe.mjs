// axe on what the page shows, in every light and width that readers have.
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

const { source } = createRequire(import.meta.url)('axe-core');

const SCHEMES = ['light', 'dark'];
const WIDTHS = [320, 1280];

/** Expects that axe finds nothing on the page as it now is. */
export async function expectAccessible(page) {
  await page.evaluate(source);
  const found = [];
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      const violations = await page.evaluate(violationsOfPage);
      found.push(...violations.map((text) => `${colorScheme}, ${width} px: ${text}`));
    }
  }
  expect(found).toEqual([]);
}

/** Runs in the browser. */
async function violationsOfPage() {
  const { violations } = await globalThis.axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} (${help}): ${target} ${any[0]?.message ?? ''}`),
  );
}
