// What one answer with its next question costs, natively and in the browser, and how long a reader waits
// for the checker: `cargo xtask bench`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import config from './playwright.config.mjs';
import { checkerPage, scenarios, site, words } from './lib/guide.mjs';
import { inBrowser, native, written } from './lib/homes.mjs';
import { Reader } from './lib/reader.mjs';
import { serve } from './lib/server.mjs';

/** How many readers answer at random, beside those of the scenarios. */
const READERS = 60;

/** How often the checker is started, and how many scenarios are played on a slow machine. */
const STARTS = 25;
const PLAYED = 12;
/** How much slower than this machine that one is. */
const SLOWER = 4;

/** Says how long the next question was in coming. */
class HurriedReader extends Reader {
  constructor(page, answers) {
    super(page);
    this.answers = answers;
  }

  async press(name) {
    if (name !== words.next) return super.press(name);
    this.answers.push(await this.button(name).evaluate(pressed));
  }
}

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

const waits = await measureWaits();
console.log(`
How long a reader waits, in milliseconds: ${waits.instantiate.length} starts on this machine, and ${waits.painted.length} answers on
one that is ${SLOWER} times slower. What is painted is counted from the beginning of a frame. Put in by hand
is the same question again, with nothing of the checker's: what is left is what this machine takes for it.
`);
print('', ['median', 'worst']);
for (const [name, times] of [
  ['instantiating the module', waits.alone],
  ['  while the page starts', waits.instantiate],
  ['from there to the question', waits.start],
  ['answer to drawn question', waits.work],
  ['answer to painted question', waits.painted],
  ['  the same put in by hand', waits.byHand],
]) {
  print(name, [median(times), Math.max(...times)].map((time) => time.toFixed(1)));
}

async function measureWaits() {
  const browser = await chromium.launch(config.use.launchOptions);
  const server = await serve(site);
  try {
    const starts = [];
    for (let start = 0; start < STARTS; start += 1) {
      const page = await browser.newPage();
      await page.addInitScript(watchStart);
      await page.goto(`${server.address}/${checkerPage}`);
      await page.locator('#checker:not([hidden])').waitFor();
      const alone = await page.evaluate(() => globalThis.again());
      starts.push({ ...(await page.evaluate(() => globalThis.waits)), alone });
      await page.close();
    }
    const page = await browser.newPage({ locale: config.use.locale });
    const devtools = await page.context().newCDPSession(page);
    const answers = [];
    for (const { reply } of scenarios.slice(0, PLAYED)) {
      const reader = new HurriedReader(page, answers);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await page.goto('about:blank');
      await reader.open((_, path) => `${server.address}/${path}`);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await reader.answer(reply);
    }
    const of = (list, name) => list.map((waits) => waits[name]);
    return {
      alone: of(starts, 'alone'),
      instantiate: of(starts, 'instantiate'),
      start: of(starts, 'start'),
      work: of(answers, 'work'),
      painted: of(answers, 'painted'),
      byHand: of(answers, 'byHand'),
    };
  } finally {
    await server.stop();
    await browser.close();
  }
}

/** Runs in the browser, before the page's own scripts. */
function watchStart() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const [bytes, imports] = given;
    globalThis.again = async () => {
      // A module that the browser has not seen: with a section of its own, named by chance.
      const name = String(Math.random()).slice(2, 6).padEnd(4, '0');
      const other = new Uint8Array([...bytes, 0, 5, 4, ...new TextEncoder().encode(name)]);
      const begin = performance.now();
      await instantiate.call(WebAssembly, other, imports);
      return performance.now() - begin;
    };
    const begin = performance.now();
    const made = await instantiate.apply(WebAssembly, given);
    const end = performance.now();
    const shown = new MutationObserver(() => {
      globalThis.waits = { instantiate: end - begin, start: performance.now() - end };
      shown.disconnect();
    });
    shown.observe(document.getElementById('checker'), { attributeFilter: ['hidden'] });
    return made;
  };
}

/** Runs in the browser: presses, and then puts in by hand what has come of it. */
async function pressed(button) {
  /** Does something as a frame begins, and waits until it has been painted. */
  const frame = (act) =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const begin = performance.now();
        act();
        const drawn = document.body.offsetHeight && performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve({ work: drawn - begin, painted: performance.now() - begin });
        port2.postMessage(0);
      });
    });
  const waits = await frame(() => button.click());
  const mount = document.getElementById('checker');
  const { innerHTML } = mount;
  const byHand = await frame(() => {
    mount.innerHTML = innerHTML;
    mount.querySelector('[tabindex="-1"]').focus();
  });
  return { ...waits, byHand: byHand.painted };
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
