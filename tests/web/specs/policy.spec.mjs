// Nothing inline, nothing from anywhere else, and a policy on every page that says so.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkerPage, pages, site } from '../lib/guide.mjs';
import { expect, test } from '../lib/test.mjs';

for (const path of pages) {
  test(path, async ({ page, at }) => {
    const html = readFileSync(join(site, path), 'utf8');
    const policyAt = html.indexOf('<meta http-equiv="Content-Security-Policy"');
    expect(policyAt, 'there is a policy').toBeGreaterThan(0);
    const loadedBefore = html.slice(0, policyAt).match(/<(link|script|img|style|iframe)/);
    expect(loadedBefore, 'before anything that is loaded').toBeNull();

    await page.goto(at('root', path));
    const { policy, inline, absolute } = await page.evaluate(inspect);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy.includes("'wasm-unsafe-eval'")).toBe(path === checkerPage);
    expect(inline).toEqual([]);
    expect(absolute).toEqual([]);
  });
}

test.describe('the policy is kept', () => {
  test.use({ expected: [[/inline script violates/], { option: true }] });

  test('a script that comes into the page does not run', async ({ page, at }) => {
    await page.goto(at('root', checkerPage));
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.head.append(script);
      return globalThis.ran;
    });
    expect(ran).toBeUndefined();
  });
});

/** Runs in the browser. */
function inspect() {
  const all = [...document.querySelectorAll('*')];
  const show = (element) => element.cloneNode(false).outerHTML;
  const isInline = (element) =>
    element.matches('script:not([src]), style, [style], [href^="javascript:"]') ||
    element.getAttributeNames().some((name) => name.startsWith('on'));
  const loads = (element) =>
    element.matches('script, link:not([rel=canonical]), img, source, video, audio, iframe');
  const isElsewhere = (url) => /^(?!data:)([a-z]+:|\/)/i.test(url);
  return {
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]').content,
    inline: all.filter(isInline).map(show),
    absolute: all
      .filter(loads)
      .filter((element) =>
        isElsewhere(element.getAttribute('src') ?? element.getAttribute('href') ?? ''),
      )
      .map(show),
  };
}
