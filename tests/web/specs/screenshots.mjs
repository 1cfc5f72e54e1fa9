// Pictures to look at, of a phone and a desktop, light and dark: `cargo xtask screenshots`.
import { checkerPage, pages, questionOf, scenarios } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { test } from '../lib/test.mjs';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

const scenario = scenarios.find(
  ({ expect: { level, listed } }) => level === 'self-care' && listed?.length,
);
const emergency = scenarios.find(({ expect: { level } }) => level === 'emergency');
const cause = pages.find((path) => path.endsWith(`/${scenario.expect.listed[0]}.html`));
const treatment = pages.find((path) => path.endsWith(`/${scenario.expect.treatments[0]}.html`));

const answered = (scenario, until) => async (page, at) => {
  const reader = new Reader(page);
  await reader.open(at);
  await reader.answer(scenario.reply, until);
};
const opened = (path) => (page, at) => page.goto(at('root', path));

const PICTURES = {
  home: opened('index.html'),
  section: opened(cause.replace(/[^/]*$/, 'index.html')),
  cause: opened(cause),
  treatment: opened(treatment),
  question: answered(scenario, (heading) => questionOf(heading)?.kind === 'many'),
  screen: answered(scenario, (heading) => !questionOf(heading)),
  result: answered(scenario),
  emergency: answered(emergency),
};

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, deviceScaleFactor: size === 'phone' ? 2 : 1 });

      for (const [name, show] of Object.entries(PICTURES)) {
        test(name, async ({ page, at }) => {
          await show(page, at);
          for (const [kind, fullPage] of [['', false], ['-whole', true]]) {
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
