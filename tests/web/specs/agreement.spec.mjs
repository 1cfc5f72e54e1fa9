// The reasoning comes to the same in the browser as natively, to the last letter.
import { LEVELS, scenarios } from '../lib/guide.mjs';
import { cases, inBrowser, native, written } from '../lib/homes.mjs';
import { expect, test } from '../lib/test.mjs';

/** How many random sets of answers there are, and how many are looked at together. */
const SETS = 100_000;
const BLOCK = 1_000;

const homesFor = async (page, testInfo) => ({
  ours: native(testInfo.outputPath('knowledge')),
  theirs: await inBrowser(page),
});

test('every scenario', async ({ page }, testInfo) => {
  await expectSame(await homesFor(page, testInfo), scenarios);
});

test('every published case', async ({ page }, testInfo) => {
  await expectSame(await homesFor(page, testInfo), cases);
});

/** With the answers all at once, and given as they are asked for. */
async function expectSame({ ours, theirs }, stories) {
  const sets = stories.map(written).join('\n');
  const [expected, found] = await Promise.all(
    [ours, theirs].map(async (home) => (await home.given(sets)).split('\n\n')),
  );
  expect(expected).toHaveLength(stories.length);
  expect(found).toHaveLength(stories.length);
  stories.forEach(({ id }, index) => expect.soft(found[index], id).toBe(expected[index]));
}

test(`${SETS} random sets of answers`, async ({ page }, testInfo) => {
  test.setTimeout(300_000);
  const homes = await homesFor(page, testInfo);
  const levels = new Set();
  for (let from = 0; from < SETS; from += BLOCK) {
    const [expected, found] = await Promise.all(
      [homes.ours, homes.theirs].map(async (home) => (await home.sets(from, BLOCK)).split('\n')),
    );
    expect(expected).toHaveLength(BLOCK);
    const at = expected.findIndex((line, index) => line !== found[index]);
    if (at >= 0) await showDifference(homes, from + at);
    for (const line of expected) levels.add(line.split(' ')[0]);
  }
  expect(levels.size, 'every level is met').toBe(LEVELS.length);
});

/** Fails, with what the answers are and what either makes of them. */
async function showDifference({ ours, theirs }, number) {
  const block = Math.floor(number / BLOCK);
  const answers = await ours.answers(number, 1);
  expect(await theirs.answers(number, 1), `the answers of set ${number}`).toBe(answers);
  expect(
    await theirs.show(number),
    `the browser (received) differs from native (expected) first in block ${block}, in set ` +
      `${number}, where the answers are:\n  ${answers.replaceAll(' ', '\n  ')}\n`,
  ).toBe(await ours.show(number));
  throw new Error(`set ${number}: the same at length, but not the same digest`);
}

test('random sets of answers can be written down and read back', async ({ page }, testInfo) => {
  const { ours, theirs } = await homesFor(page, testInfo);
  const sets = await ours.answers(0, 50);
  expect(new Set(sets.split('\n')).size).toBe(50);
  const conclusions = await theirs.given(sets);
  expect(conclusions).toBe(await ours.given(sets));
});
