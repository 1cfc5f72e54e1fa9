// The checker for everybody: by the names and roles that a screen reader hears, at 400 % zoom, with
// colours forced, with less motion.
import { LEVELS, checkerPage, itemsOf, questionOf, reasoning, scenarioAt, words } from '../lib/guide.mjs';
import { Planner } from '../lib/days.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

const MOST_STEPS = 40;
const scenario = scenarioAt('self-care');

/** What an accessibility tree, written out, has of a role: the names. */
const named = (tree, role) =>
  [...tree.matchAll(new RegExp(`^\\s*- ${role} "((?:[^"\\\\]|\\\\.)*)"`, 'gm'))].map(([, name]) => JSON.parse(`"${name}"`));

test('by names and roles alone, from the first question to the result', async ({ page, at }) => {
  await page.goto(at('root', checkerPage));
  await expect(page.getByRole('button', { name: words.next })).toBeVisible();
  const main = page.getByRole('main');
  const choose = (tree, role, name) => {
    expect(named(tree, role), 'is heard').toContain(name);
    return main.getByRole(role, { name, exact: true }).check();
  };
  for (let step = 0; ; step += 1) {
    expect(step).toBeLessThan(MOST_STEPS);
    const tree = await main.ariaSnapshot();
    const headings = named(tree, 'heading');
    if (reasoning.level.some(({ title }) => headings.includes(title))) break;
    const [asked] = named(tree, 'group').filter((name) => headings.includes(name));
    if (step > 0) await expect(main.getByRole('heading', { name: asked, exact: true })).toBeFocused();
    const items = itemsOf(asked);
    const question = questionOf(asked);
    if (items) {
      const ticked = items.filter((item) => scenario.reply(item) === 'yes');
      for (const { text } of ticked) await choose(tree, 'checkbox', text);
      if (!ticked.length) await choose(tree, 'checkbox', words['none-of-these']);
    } else if (question.kind === 'number') {
      const [field] = named(tree, 'textbox');
      expect(field, 'says what it is for').toContain(asked);
      await main.getByRole('textbox', { name: field }).fill(String(scenario.reply(question)));
    } else {
      const role = question.kind === 'one' ? 'radio' : 'checkbox';
      const answers = [scenario.reply(question) ?? []].flat();
      const labels = question.answers.filter(({ id }) => answers.includes(id)).map(({ label }) => label);
      if (!labels.length) labels.push(words['not-sure']);
      for (const label of labels) await choose(tree, role, label);
    }
    await main.getByRole('button', { name: words.next, exact: true }).click();
  }
  const tree = await main.ariaSnapshot();
  const { title } = reasoning.level.find(({ id }) => id === scenario.expect.level);
  await expect(main.getByRole('heading', { name: title })).toBeFocused();
  expect(named(tree, 'heading')).toEqual(expect.arrayContaining([title, words['safety-net'], words['your-answers']]));
  expect(named(tree, 'button')).toEqual(expect.arrayContaining([words.print, words.save, words['start-again']]));
});

test('a mistake is announced', async ({ page, at }) => {
  const reader = new Reader(page);
  await reader.open(at);
  await reader.press(words.next);
  await expect(reader.error).toBeFocused();
  await expect(reader.mount.getByRole('textbox')).toHaveAccessibleDescription(/.+/);
});

/** Whether the element with the focus is within what is seen, and not under anything. */
const focusIsInSight = (page) =>
  page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top, 0) + 4);
    return box.top < innerHeight && box.bottom > 0 && document.activeElement.contains(top);
  });

test.describe('at 400 % zoom of 1280 by 1024', () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

  test('from the first question to the plan', async ({ page, at }) => {
    const planner = new Planner(page);
    await planner.open(at);
    let isFirst = true;
    await planner.answer(scenario.reply, async () => {
      if (!isFirst) expect(await focusIsInSight(page)).toBe(true);
      isFirst = false;
      return false;
    });
    expect(await focusIsInSight(page)).toBe(true);
    await planner.make();
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
  });
});

test.describe('with colours forced and less motion', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

  test('every level is told, what is chosen shows, and nothing moves', async ({ page, at }) => {
    for (const level of LEVELS) {
      const reader = new Reader(page);
      await page.goto(at('root', 'index.html'));
      await reader.open(at);
      await reader.answer(scenarioAt(level).reply, async () => {
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
        return false;
      });
      await expect(reader.level).toBeVisible();
      const { width, style } = await reader.level.evaluate((panel) => {
        const { borderInlineStartWidth: width, borderInlineStartStyle: style } = getComputedStyle(panel);
        return { width, style };
      });
      expect(parseFloat(width)).toBeGreaterThan(2);
      expect(style).toBe('solid');
    }
  });

  test('a chosen answer is told apart from the others', async ({ page, at }) => {
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answer(scenario.reply, (heading) => questionOf(heading)?.kind === 'one');
    const options = reader.mount.locator('.ck-option');
    await options.first().click();
    const widths = await options.evaluateAll((all) => all.map((option) => getComputedStyle(option).borderTopWidth));
    expect(widths[0]).not.toBe(widths[1]);
  });
});
