// Pictures to look at, of a phone and a desktop, light and dark: `cargo xtask screenshots`.
import {
  LEVELS,
  checkerPage,
  pages,
  programmes,
  questionOf,
  scenarioAt,
  scenarios,
  words,
} from '../lib/guide.mjs';
import { Diarist, KEY, Planner, dayAfter } from '../lib/days.mjs';
import { Reader } from '../lib/reader.mjs';
import { test } from '../lib/test.mjs';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

// The one that says most.
const [scenario] = scenarios
  .filter(
    ({ expect: { level, listed, treatments } }) => level === 'self-care' && listed && treatments,
  )
  .sort((a, b) => Object.keys(b.answers).length - Object.keys(a.answers).length);
const pageOf = (id) => pages.find((path) => path.endsWith(`/${id}.html`));

const opened = (path) => (page, at) => page.goto(at('root', path));
const answered =
  ({ reply }, until) =>
  async (page, at) => {
    const reader = new Reader(page);
    await reader.open(at);
    await reader.answer(reply, until);
    return reader;
  };
const mistaken = (scenario, until) => async (page, at) => {
  const reader = await answered(scenario, until)(page, at);
  await reader.press(words.next);
};
const isMany = (heading) => questionOf(heading)?.kind === 'many';
const isScreen = (heading) => !questionOf(heading);

/** Makes a plan of the scenario that goes furthest. */
const planning = (then) => async (page, at) => {
  const planner = new Planner(page);
  await planner.open(at);
  await planner.answer(staged.reply);
  await then(planner);
};
/** Puts three weeks into the diary, which get better, and opens it. */
const noting = (then) => async (page, at) => {
  await page.goto(at('root', 'index.html'));
  const today = new Date().toISOString().slice(0, 10);
  const days = {};
  for (let ago = 20; ago > 0; ago -= 1) {
    days[dayAfter(-ago, today)] = {
      ...{ day: Math.round(1 + ago / 6 + (ago % 3)), morning: Math.round(ago / 7), note: '' },
      ...{ signs: [], did: ago % 2 ? [] : [Object.keys(programmes)[0]] },
    };
  }
  await page.evaluate(([key, days]) => localStorage.setItem(key, JSON.stringify({ days })), [KEY, days]);
  const diarist = new Diarist(page);
  await diarist.open(at);
  await then(diarist);
};
const staged = scenarios.find(({ expect: { treatments } }) =>
  treatments?.some((id) => programmes[id]?.activity),
);

const PICTURES = {
  menu: async (page, at) => {
    await page.goto(at('root', 'index.html'));
    const menu = page.locator('[popovertarget=menu]').first();
    if (await menu.isVisible()) await menu.click();
  },
  search: async (page, at) => {
    await page.goto(at('root', 'index.html'));
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('run');
    await page.locator('.search-results a').first().waitFor();
  },
  section: opened('causes/index.html'),
  sources: opened('sources.html'),
  'not-found': opened('404.html'),
  start: answered(scenario, () => true),
  place: answered(scenario, (heading) => questionOf(heading)?.kind === 'place'),
  kept: async (page, at) => {
    const reader = await answered(scenario)(page, at);
    await reader.press(words.save);
    await reader.press(words.save);
  },
  plan: planning((planner) => planner.make()),
  'plan-kept': planning((planner) => planner.keep()),
  diary: (page, at) => new Diarist(page).open(at),
  'diary-weeks': noting(() => {}),
  'diary-stop': noting((diarist) => diarist.note({ day: 8 })),
  home: opened('index.html'),
  cause: opened(pageOf(scenario.expect.listed[0])),
  treatment: opened(pageOf(scenario.expect.treatments[0])),
  'red-flags': opened('red-flags.html'),
  question: answered(scenario, isMany),
  screen: answered(scenario, isScreen),
  mistake: mistaken(scenario, isScreen),
  result: answered(scenario),
  ...Object.fromEntries(LEVELS.map((level) => [`result-${level}`, answered(scenarioAt(level))])),
};

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, deviceScaleFactor: size === 'phone' ? 2 : 1 });

      for (const [name, show] of Object.entries(PICTURES)) {
        test(name, async ({ page, at }) => {
          await show(page, at);
          await page.evaluate(() => scrollTo(0, 0));
          for (const [kind, fullPage] of [
            ['', false],
            ['-whole', true],
          ]) {
            const path = `screenshots/${name}-${size}-${colorScheme}${kind}.png`;
            await page.screenshot({ path, fullPage });
          }
        });
      }
    });
  }
}

test('without scripts', async ({ browser, at }) => {
  const context = await browser.newContext({ viewport: SIZES.phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(at('root', checkerPage));
  await page.screenshot({ path: 'screenshots/no-scripts-phone-light-whole.png', fullPage: true });
  await context.close();
});
