// The guide on paper: whole, as one document that needs nothing else, and page by page.
import { LEVELS, pages, reasoning, scenarioAt, scenarios } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

/** How many links a PDF has, by where they lead: within it, or elsewhere. */
const links = (pdf) => {
  const text = pdf.toString('latin1');
  const count = (pattern) => (text.match(pattern) ?? []).length;
  const all = count(/\/Subtype \/Link/g);
  const elsewhere = count(/\/S \/URI/g);
  return { within: all - elsewhere, elsewhere };
};

for (const place of ['root', 'file']) {
  test(`the whole guide is one document, at: ${place}`, async ({ page, at }) => {
    await page.goto(at(place, 'whole-guide.html'));
    const chapters = page.locator('.chapter > h2');
    const contents = page.locator('.whole-contents a');
    const titles = (of) => of.allTextContents();
    expect(await titles(contents)).toEqual(await titles(chapters));
    // Only what is not in the document is looked up outside it.
    const left = await page
      .locator('.chapter .prose a:not([href^="#"]):not([rel])')
      .evaluateAll((found) => [...new Set(found.map((link) => new URL(link.href).pathname))]);
    for (const path of left) {
      expect(path).toMatch(/(checker\/index|\/index|sources|whole-guide|awaiting-review)\.html$/);
    }

    const last = contents.nth(-2);
    const hash = await last.getAttribute('href');
    await last.click();
    expect(new URL(page.url()).hash).toBe(hash);
    await expect(page.locator(hash)).toBeInViewport();

    const pdf = await page.pdf({ format: 'A4' });
    const found = links(pdf);
    expect(found.within).toBeGreaterThan(await contents.count());
    expect(found.elsewhere, 'sources can be followed').toBeGreaterThan(100);
  });
}

test('in print a page is its text and its sources, without what only a screen can use', async ({ page, at }) => {
  for (const folder of ['causes', 'conditions', 'treatments']) {
    const path = pages.find((path) => path.startsWith(`${folder}/`) && !path.endsWith('index.html'));
    await page.goto(at('root', path));
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.sources')).toBeVisible();
    for (const part of ['.menu', '.trail', '.contents', '.turn', '.mentioned', '.footer nav']) {
      await expect(page.locator(part)).toBeHidden();
    }
    expect(links(await page.pdf({ format: 'A4' })).elsewhere).toBeGreaterThan(0);
  }
});

// Those with most to say, and one of each level.
const longest = scenarios
  .filter(({ expect: { level } }) => level === 'within-days')
  .sort((a, b) => Object.keys(b.answers).length - Object.keys(a.answers).length)
  .slice(0, 4);
for (const { id, reply, expect: { level } } of new Set([...longest, ...LEVELS.map(scenarioAt)])) {
  test(`a result is one sheet, with the questions to ask: ${level}, ${id}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answerAll(reply);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    await expect(reader.level).toBeVisible();
    await expect(page.locator('.ck-answers')).toBeVisible();
    const ask = page.getByText(reasoning.ask[0]);
    // Whoever calls for help at once asks nothing first.
    if (level === 'emergency') await expect(ask).toHaveCount(0);
    else await expect(ask).toBeVisible();
  });
}
