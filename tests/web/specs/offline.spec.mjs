// Without a network: after one visit all of it is there, and a new version comes whole or not at all.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { Diarist, Planner } from '../lib/days.mjs';
import { pageWords, pages, scenarioAt, titleOf } from '../lib/guide.mjs';
import { SUB_PATH, serve } from '../lib/server.mjs';
import { expect, test } from '../lib/test.mjs';

const { best } = parse(readFileSync(new URL('../search.toml', import.meta.url), 'utf8'));

/** Waits until the browser keeps the whole guide and serves it. */
const kept = async (page) => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect
    .poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
    .toBe(true);
};

for (const place of ['root', 'sub-path']) {
  test(`after one visit every page is there, with search and checker, at: ${place}`, async ({ page, at, context }) => {
    test.setTimeout(180_000);
    await page.goto(at(place, 'index.html'));
    await kept(page);
    await context.setOffline(true);
    for (const path of pages.filter((path) => path !== '404.html')) {
      await page.goto(at(place, path));
      await expect(page.locator('h1')).toBeVisible();
      const styled = await page.evaluate(() => getComputedStyle(document.body).marginTop);
      expect(styled, path).toBe('0px');
    }
    await page.goto(at(place, ''));
    await page.getByRole('button', { name: pageWords.find }).click();
    await page.getByRole('searchbox').fill(best.typed);
    await expect(page.locator('.search-results a').first()).toContainText(titleOf(best.id));
    const planner = new Planner(page);
    await planner.open(at, place);
    await planner.answer(scenarioAt('self-care').reply);
    await planner.keep();
    const diarist = new Diarist(page);
    await diarist.open(at, place);
    await diarist.note({ day: 1 });
    await expect(diarist.mount.locator('.days-dot-day')).toHaveCount(1);
  });
}

test('from the disk it asks for nothing of the kind', async ({ page, at }) => {
  await page.goto(at('file', 'index.html'));
  expect(await page.locator('link[rel=manifest]').count()).toBe(0);
});

test('it can be installed: the manifest and its icons are there', async ({ page, at, request }) => {
  await page.goto(at('sub-path', 'about/privacy.html'));
  const address = await page.locator('link[rel=manifest]').evaluate((link) => link.href);
  expect(address).toBe(at('sub-path', 'manifest.webmanifest'));
  const manifest = await (await request.get(address)).json();
  const sizes = manifest.icons.map((icon) => icon.sizes);
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
  for (const { src } of manifest.icons) {
    expect((await request.get(new URL(src, address).href)).ok(), src).toBe(true);
  }
});

test.describe('a second version', () => {
  let guide;
  let server;

  const build = () => execFileSync(process.env.GUIDEWAY, ['build', '--root', guide], { stdio: 'pipe' });
  const home = () => join(guide, 'content', '_index.md');
  const change = (from, to) => writeFileSync(home(), readFileSync(home(), 'utf8').replace(from, to));

  test.beforeEach(async ({}, testInfo) => {
    guide = testInfo.outputPath('guide');
    execFileSync(process.env.GUIDEWAY, ['init', guide], { stdio: 'pipe' });
    writeFileSync(home(), `${readFileSync(home(), 'utf8')}\nThis is edition one.\n`);
    build();
    server = await serve(join(guide, 'site'));
  });

  test.afterEach(() => server.stop());

  // These pages are not of the site that `page` watches over.
  test('takes over whole, when the reader says so', async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const address = server.address + SUB_PATH;
    await page.goto(`${address}index.html`);
    await kept(page);
    await expect(page.getByText('edition one')).toBeVisible();

    change('edition one', 'edition two');
    build();
    await page.reload();
    const notice = page.locator('#new-version');
    await expect(notice).toBeVisible();
    await expect(page.getByText('edition one'), 'until then the old one').toBeVisible();
    await notice.getByRole('button').click();
    await expect(page.getByText('edition two')).toBeVisible();
    const names = await page.evaluate(() => caches.keys());
    expect(names, 'the old one is gone').toHaveLength(1);
    await context.close();
  });

  test('that is not whole yet is not taken', async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const address = server.address + SUB_PATH;
    await page.goto(`${address}index.html`);
    await kept(page);

    // The list is of the second version, and one page still of the first.
    const old = readFileSync(join(guide, 'site', 'index.html'));
    change('edition one', 'edition two');
    build();
    writeFileSync(join(guide, 'site', 'index.html'), old);
    const failed = page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const { promise, resolve } = Promise.withResolvers();
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker.addEventListener('statechange', () => resolve(worker.state));
      });
      registration.update().catch(() => {});
      return promise;
    });
    expect(await failed).toBe('redundant');
    await page.reload();
    await expect(page.getByText('edition one')).toBeVisible();
    await expect(page.locator('#new-version')).toBeHidden();
    expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
    await context.close();
  });

  test('leaves what others at this address keep', async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const address = server.address + SUB_PATH;
    await page.goto(`${address}index.html`);
    await page.evaluate(() => caches.open('somebody else'));
    await kept(page);
    expect(await page.evaluate(() => caches.keys())).toContain('somebody else');
    await context.close();
  });
});
