// Every rule for an urgent level is heard: by itself at just that level, and whatever else is said.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { LEVELS, flags } from '../lib/guide.mjs';
import { byChance, scripted } from '../lib/replies.mjs';
import { HastyReader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const table = parse(readFileSync(new URL('../flags.toml', import.meta.url), 'utf8'));

/** How often each rule is tried with other answers. */
const SAMPLES = 2;

const rank = (level) => LEVELS.indexOf(level);
const urgent = flags.filter(({ level }) => rank(level) >= rank('within-days'));

test('no rule is left out', () => {
  expect(Object.keys(table.flag).sort()).toEqual(urgent.map(({ id }) => id).sort());
});

for (const { id, level, because } of urgent) {
  const answers = table.flag[id];

  test(`${id}, by itself, is: ${level}`, async ({ page, at }) => {
    const reader = new HastyReader(page);
    await reader.open(at);
    await reader.answer(scripted({ ...table.usual, ...answers, '*': 'reassuring' }));
    await expect(reader.level).toHaveAttribute('data-level', level);
    await expect(page.locator('.ck-because')).toContainText(because);
  });

  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    test(`${id}, whatever else is said, is at least: ${level} (${sample})`, async ({ page, at }) => {
      const reader = new HastyReader(page);
      await reader.open(at);
      await reader.answer(byChance(`${id} ${sample}`, answers));
      const found = await reader.level.getAttribute('data-level');
      expect(rank(found)).toBeGreaterThanOrEqual(rank(level));
    });
  }
}
