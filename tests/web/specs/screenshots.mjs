// Pictures to look at, of a phone and a desktop, light and dark: `cargo xtask screenshots`.
import {
  LEVELS,
  checkerPage,
  pages,
  questionOf,
  scenarioAt,
  scenarios,
  words,
} from '../lib/guide.mjs';
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

const PICTURES = {
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
