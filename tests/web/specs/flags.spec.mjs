// Every rule for an urgent level is heard: by itself at just that level, and whatever else is said.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { LEVELS, flags } from '../lib/guide.mjs';
import { byChance, scripted } from '../lib/replies.mjs';
import { Reader } from '../lib/reader.mjs';
import { rush } from '../lib/rush.mjs';
import { expect, test } from '../lib/test.mjs';

const table = parse(readFileSync(new URL('../flags.toml', import.meta.url), 'utf8'));

/** How often each rule is tried with other answers. */
const SAMPLES = 10;

const rank = (level) => LEVELS.indexOf(level);
const urgent = flags.filter(({ level }) => rank(level) >= rank('within-days'));

test('no rule is left out', () => {
  expect(Object.keys(table.flag).sort()).toEqual(urgent.map(({ id }) => id).sort());
});

for (const { id, level, because } of urgent) {
  const answers = table.flag[id];

  test(`${id} is: ${level}`, async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at);
    const otherwiseWell = scripted({ ...table.usual, ...answers, '*': 'reassuring' });
    expect(await rush(page, otherwiseWell)).toBe(level);
    await expect(page.locator('.ck-because')).toContainText(because);

    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      const seed = `${id} ${sample}`;
      const found = await rush(page, byChance(seed, answers));
      expect(LEVELS.slice(rank(level)), `with other answers of: ${seed}`).toContain(found);
    }
  });
}
