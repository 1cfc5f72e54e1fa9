// Every scenario of the content, played in the browser as a reader would: it has to come out there
// as the reasoning says.
import { contributors, scenarios, titleOf, treatmentsOf } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

/** At these the reader is told what to do, and no more. */
const URGENT = ['same-day', 'emergency'];

test('everything that may have contributed has a scenario', () => {
  const shown = scenarios.flatMap((scenario) => [
    ...(scenario.expect.listed ?? []),
    ...(scenario.expect.often_blamed ?? []),
  ]);
  expect(shown).toEqual(expect.arrayContaining(contributors));
});

for (const scenario of scenarios) {
  const { level, listed, often_blamed: oftenBlamed, treatments, withheld } = scenario.expect;

  test(`${scenario.id}: ${scenario.title}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answerAll(scenario.reply);
    await expect(reader.level).toHaveAttribute('data-level', level);

    if (URGENT.includes(level)) {
      await expect(page.locator('.ck-causes, .ck-apart, .ck-plan, .ck-withheld')).toHaveCount(0);
      return;
    }
    const links = (place) => page.locator(place).locator('a').evaluateAll(idsOfLinks);
    expect(await links('.ck-causes .ck-cause h3')).toEqual(expect.arrayContaining(listed ?? []));
    expect(await links('.ck-apart .ck-cause h3')).toEqual(
      expect.arrayContaining(oftenBlamed ?? []),
    );
    expect(await links('.ck-plan')).toEqual(expect.arrayContaining(treatments ?? []));
    // What a rule offers stands under no cause.
    const named = [...(listed ?? []), ...(oftenBlamed ?? [])].flatMap(treatmentsOf);
    const helping = (treatments ?? []).filter((id) => named.includes(id));
    expect(await links('.ck-cause > ul')).toEqual(expect.arrayContaining(helping));
    for (const id of withheld ?? []) {
      await expect(page.locator('.ck-withheld li', { hasText: titleOf(id) })).toBeVisible();
      expect(await links('.ck-plan')).not.toContain(id);
    }
  });
}

/** Runs in the browser: a page's id is its file's name. */
function idsOfLinks(links) {
  return links.map((link) => link.pathname.split('/').pop().replace('.html', ''));
}
