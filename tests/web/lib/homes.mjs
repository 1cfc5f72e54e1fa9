// The two homes of the reasoning, to be asked the same: tests/agreement/ says what. Built by
// `cargo xtask test --only web` and `cargo xtask bench`.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'smol-toml';
import { questions, root, site } from './guide.mjs';

const built = join(root, 'target', 'agreement');
const program = join(built, process.platform === 'win32' ? 'native.exe' : 'native');

/** The site's knowledge, as the checker unpacks it. */
export const knowledge = unpacked(readFileSync(join(site, 'assets', 'knowledge.js'), 'utf8'));

function unpacked(script) {
  const [, base64] = script.match(/guidewayKnowledge\?*\.?\("([^"]*)"\)/);
  return gunzipSync(Buffer.from(base64, 'base64'));
}

/** The published cases, each with its `id` and its `answers`. */
export const cases = parse(
  readFileSync(join(root, 'tests', 'cases', 'published.toml'), 'utf8'),
).case;

/** The answers of a scenario or a case, as a line; `*` stands for what reassures. */
export function written({ answers }) {
  const { '*': others, ...given } = answers;
  for (const { id, screen, safety, reassuring } of others ? questions : []) {
    if (screen) given[id] ??= 'no';
    else if (safety && reassuring) given[id] ??= reassuring;
  }
  const words = Object.entries(given).map(([id, answer]) => `${id}=${[answer].flat().join(',')}`);
  return words.join(' ');
}

/** The reasoning on this machine. It wants a place for a file. */
export function native(place) {
  writeFileSync(place, knowledge);
  const ask = (words, input = '') =>
    new Promise((resolve, reject) => {
      const options = { maxBuffer: 2 ** 30 };
      const child = execFile(program, [place, ...words], options, (error, stdout) =>
        error ? reject(error) : resolve(stdout.trimEnd()),
      );
      // One that does not read says in another way how it went.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
    });
  return {
    sets: (from, count) => ask(['sets', from, count].map(String)),
    answers: (from, count) => ask(['answers', from, count].map(String)),
    show: (number) => ask(['show', String(number)]),
    given: (sets) => ask(['given'], sets),
    cost: async (sets, readers) => JSON.parse(await ask(['cost', String(readers)], sets)),
  };
}

/** The reasoning in a page. */
export async function inBrowser(page) {
  await page.goto('about:blank');
  // No element of the page's, which would have to have an address.
  const script = readFileSync(join(built, 'browser.js'), 'utf8');
  await page.evaluate(`${script}; globalThis.wasm_bindgen = wasm_bindgen;`);
  const bytes = [readFileSync(join(built, 'browser_bg.wasm')), knowledge];
  await page.evaluate(open, bytes.map((bytes) => bytes.toString('base64')));
  const ask = (name, ...given) =>
    page.evaluate(([name, given]) => globalThis.home[name](...given), [name, given]);
  return {
    sets: (from, count) => ask('sets', from, count),
    answers: (from, count) => ask('answers', from, count),
    show: (number) => ask('show', number),
    given: (sets) => ask('given', sets),
    cost: (sets, readers) => page.evaluate(measure, { sets, readers }),
  };
}

/** Runs in the browser. */
async function open(packed) {
  const [module, knowledge] = packed.map((text) =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
  );
  await globalThis.wasm_bindgen({ module_or_path: module });
  globalThis.knowledge = knowledge;
  globalThis.home = globalThis.wasm_bindgen.Home.open(knowledge);
  if (!globalThis.home) throw new Error('the knowledge cannot be read');
}

/**
 * Runs in the browser: times in microseconds. The first ones are of code that has just been loaded;
 * every other is the mean of as many runs in a row as the browser's clock needs, which tells tenths
 * of a millisecond apart, and of three such means the least, which other programs have disturbed least.
 */
function measure({ sets, readers: byChance }) {
  const LONG_ENOUGH = 2;
  const { home, knowledge, wasm_bindgen } = globalThis;
  const once = (run) => {
    const begin = performance.now();
    run();
    return (performance.now() - begin) * 1000;
  };
  const mean = (run) => {
    const begin = performance.now();
    for (let runs = 0, atOnce = 1; ; atOnce = runs) {
      run(atOnce);
      runs += atOnce;
      const goneBy = performance.now() - begin;
      if (goneBy >= LONG_ENOUGH) return (goneBy * 1000) / runs;
    }
  };
  const often = (run) => Math.min(mean(run), mean(run), mean(run));

  const decode = (times) => wasm_bindgen.decode(knowledge, times);
  const firstDecode = once(() => decode(1));
  let steps = 0;
  const firstReader = once(() => {
    const reader = home.readers(sets.split('\n')[0], 0);
    for (; steps < reader.count(); steps += 1) reader.assess(steps, 1);
  });

  const readers = home.readers(sets, byChance);
  const all = (part) =>
    Array.from({ length: readers.count() }, (_, at) => often((times) => readers[part](at, times)));
  return {
    first: { decode: firstDecode, answer: firstReader / steps },
    assess: all('assess'),
    next: all('next'),
    decode: Array.from({ length: 20 }, () => often(decode)),
  };
}
