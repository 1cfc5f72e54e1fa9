// Where the checker cannot start, the page says so and shows what is there without it.
import { checkerPage, pageWords, words } from '../lib/guide.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

async function expectFallback(page) {
  await expect(page.locator('#checker-fallback table').first()).toBeAttached();
  await expect(page.locator('#checker-fallback')).toBeVisible();
  await expect(page.locator('#checker')).toBeHidden();
}

async function expectMessage(page) {
  await expect(page.getByRole('status')).toHaveText(pageWords.unable);
  await expectFallback(page);
}

test('no WebAssembly', async ({ page, at }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(at('file', checkerPage));
  await expectMessage(page);
});

test('no way to unpack', async ({ page, at }) => {
  await page.addInitScript(() => delete globalThis.DecompressionStream);
  await page.goto(at('file', checkerPage));
  await expectMessage(page);
});

test('a browser that does not read base64 by itself starts it all the same', async ({ page, at }) => {
  await page.addInitScript(() => delete Uint8Array.fromBase64);
  await new Reader(page).open(at);
});

test('while it starts, its stand-in is not laid out; then it shows', async ({ page, at }) => {
  let release;
  const isReleased = new Promise((resolve) => (release = resolve));
  await page.route('**/knowledge.js', async (route) => {
    await isReleased;
    await route.continue();
  });
  await page.goto(at('root', checkerPage), { waitUntil: 'commit' });
  const part = page.locator('#checker-fallback h2').first();
  const isShown = (time) =>
    part.evaluate((part, time) => {
      for (const waiting of document.getAnimations()) {
        waiting.pause();
        waiting.currentTime = time;
      }
      return part.checkVisibility();
    }, time);
  await part.waitFor({ state: 'attached' });
  expect(await isShown(0)).toBe(false);
  expect(await isShown(1200)).toBe(true);
  release();
  await expect(page.locator('#checker')).toBeVisible();
});

test('WebAssembly that does not compile', async ({ page, at }) => {
  await page.addInitScript(() => {
    globalThis.WebAssembly.instantiate = () => Promise.reject(new Error('cannot'));
  });
  await page.goto(at('root', checkerPage));
  await expectMessage(page);
});

for (const [name, body] of [
  ['that is not base64', 'guidewayKnowledge("?");'],
  ['that is not packed', 'guidewayKnowledge("AAAA");'],
  // Nothing, well packed.
  ['that is empty', 'guidewayKnowledge("H4sIAAAAAAAA/wMAAAAAAAAAAAA=");'],
]) {
  test(`knowledge ${name}`, async ({ page, at }) => {
    await page.route('**/knowledge.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body }),
    );
    await page.goto(at('root', checkerPage));
    await expectMessage(page);
  });
}

test('a checker that fails on the way', async ({ page, at }) => {
  const reader = new Reader(page);
  await reader.open(at);
  await page.evaluate(() => {
    HTMLElement.prototype.querySelectorAll = () => {
      throw new Error('fails');
    };
  });
  await reader.press(words.next);
  await expectMessage(page);
});

test.describe('a script that is missing', () => {
  test.use({
    expected: [[/not loaded|net::ERR_FAILED|guidewayKnowledge is not defined/], { option: true }],
  });

  test('knowledge', async ({ page, at }) => {
    await page.route('**/assets/knowledge.js', (route) => route.abort());
    await page.goto(at('root', checkerPage));
    await expectMessage(page);
  });

  // Then there is nothing that could show a message either.
  test('checker', async ({ page, at }) => {
    await page.route('**/assets/checker.js', (route) => route.abort());
    await page.goto(at('root', checkerPage));
    await expectFallback(page);
  });
});
