// A whole session, recorded: nothing is asked for beyond the site's own files, there is no cookie, and
// nothing is stored that the reader did not ask for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { Diarist, Planner } from '../lib/days.mjs';
import { checkerPage, pageWords, reasoning, scenarioAt, site, words } from '../lib/guide.mjs';
import { SUB_PATH } from '../lib/server.mjs';
import { expect, test } from '../lib/test.mjs';

const files = Object.keys(JSON.parse(readFileSync(join(site, '.guideway.json'), 'utf8')).files);
const { best } = parse(readFileSync(new URL('../search.toml', import.meta.url), 'utf8'));

test('a whole session asks for files of the site alone, and keeps what it is told to', async ({ page, at, context }) => {
  const requests = [];
  // Of the context, so that the service worker's are among them.
  context.on('request', (request) => requests.push(request));
  const stored = () =>
    page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: await indexedDB.databases(),
    }));
  const nothing = { local: [], session: [], databases: [] };

  await page.goto(at('sub-path', 'index.html'));
  await page.getByRole('button', { name: pageWords.find }).click();
  await page.getByRole('searchbox').fill(best.typed);
  await expect(page.locator('.search-results a').first()).toBeVisible();
  await page.locator('.search-results a').first().click();
  await expect(page.locator('h1')).toBeVisible();

  const planner = new Planner(page);
  await planner.open(at, 'sub-path');
  await planner.answerAll(scenarioAt('self-care').reply);
  await planner.make();
  await new Diarist(page).open(at, 'sub-path');
  expect(await stored(), 'nothing was asked to be kept').toEqual(nothing);

  await new Diarist(page).note({ day: 1 });
  await page.goto(at('sub-path', checkerPage));
  await planner.answer(scenarioAt('self-care').reply);
  await planner.press(words.save);
  await planner.keep();
  await page.getByRole('button', { name: pageWords.dark }).click();
  const ours = `guideway ${reasoning.guide} ${SUB_PATH} `;
  const { local, session, databases } = await stored();
  expect(local.sort()).toEqual(['colours', 'days', 'results'].map((name) => ours + name));
  expect([session, databases]).toEqual([[], []]);
  expect(await context.cookies()).toEqual([]);

  for (const request of requests) {
    const url = new URL(request.url());
    if (url.protocol === 'blob:') continue;
    expect(request.method()).toBe('GET');
    expect(request.postData()).toBeNull();
    expect(url.search, request.url()).toBe('');
    expect(request.url().startsWith(at('sub-path', '')), request.url()).toBe(true);
    expect([...files, ''], request.url()).toContain(decodeURI(url.pathname.slice(SUB_PATH.length)));
  }
  expect(requests.length).toBeGreaterThan(20);
});
