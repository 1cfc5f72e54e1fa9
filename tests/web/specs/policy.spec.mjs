// Nothing inline, nothing from anywhere else, and a policy on every page that says so.
import { checkerPage, pages } from '../lib/guide.mjs';
import { expect, test } from '../lib/test.mjs';

for (const path of pages) {
  test(path, async ({ page, at }) => {
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
  const hasHandler = (element) => element.getAttributeNames().some((name) => name.startsWith('on'));
  return {
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
    inline: all
      .filter(
        (element) =>
          element.matches('script:not([src]), style, [style], a[href^="javascript:"]') ||
          hasHandler(element),
      )
      .map(show),
    absolute: all
      .filter((element) => element.matches('script, link:not([rel=canonical]), img, source, iframe'))
      .filter((element) =>
        /^(?!data:)([a-z]+:|\/)/i.test(element.getAttribute('src') ?? element.getAttribute('href') ?? ''),
      )
      .map(show),
  };
}
