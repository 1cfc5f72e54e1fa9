// What one answer with its next question costs, natively and in the browser: `cargo xtask bench`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import config from './playwright.config.mjs';
import { scenarios } from './lib/guide.mjs';
import { inBrowser, native, written } from './lib/homes.mjs';

/** How many readers answer at random, beside those of the scenarios. */
const READERS = 60;

const sets = scenarios.map(written).join('\n');
const [ours, theirs] = [await measureNative(), await measureBrowser()];

console.log(`
What one answer with its next question costs, in microseconds: after each step of ${scenarios.length} scenarios
and ${READERS} random readers, ${ours.assess.length} steps; each time is the mean of many runs,
but for the first.
`);
print('', ['native', '', 'browser', '', 'browser / native', '']);
print('', ['median', 'worst', 'median', 'worst', 'median', 'worst']);
for (const [name, of] of [
  ['answer and next question', ({ assess, next }) => assess.map((time, at) => time + next[at])],
  ['  what follows from it', ({ assess }) => assess],
  ['  the next question', ({ next }) => next],
  ['decoding the knowledge', ({ decode }) => decode],
  ['the very first answers', ({ first }) => [first.answer]],
  ['the very first decoding', ({ first }) => [first.decode]],
]) {
  const [native, browser] = [ours, theirs].map(of).map((all) => [median(all), Math.max(...all)]);
  const times = [...native, ...browser].map((time) => time.toFixed(1));
  print(name, [...times, ...browser.map((time, at) => (time / native[at]).toFixed(2))]);
}

async function measureNative() {
  const folder = mkdtempSync(join(tmpdir(), 'guideway-'));
  try {
    return await native(join(folder, 'knowledge')).cost(sets, READERS);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureBrowser() {
  const browser = await chromium.launch(config.use.launchOptions);
  try {
    return await (await inBrowser(await browser.newPage())).cost(sets, READERS);
  } finally {
    await browser.close();
  }
}

function median(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function print(name, cells) {
  console.log(name.padEnd(26) + cells.map((cell) => cell.padStart(9)).join(''));
}
