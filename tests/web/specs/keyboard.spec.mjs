// The whole checker by keyboard alone, and the focus always where the reader's eyes should be.
import { questionOf, scenarioAt, words } from '../lib/guide.mjs';
import { KeyboardReader } from '../lib/keyboard.mjs';
import { Reader } from '../lib/reader.mjs';
import { expect, test } from '../lib/test.mjs';

test('from the first question to the result', async ({ page, at }) => {
  const reader = new KeyboardReader(page);
  await reader.open(at);
  const { reply } = scenarioAt('self-care');
  let first = true;
  await reader.answer(reply, async () => {
    if (!first) await expect(reader.heading).toBeFocused();
    first = false;
    return false;
  });
  await expect(page.locator('#checker :focus')).toHaveId('ck-heading');
  await reader.press(words['start-again']);
  await expect(reader.heading).toBeFocused();
});

test('what is wrong takes the focus, and the answer can be put right', async ({ page, at }) => {
  const reader = new KeyboardReader(page);
  await reader.open(at);
  const heading = await reader.heading.innerText();
  await reader.press(words.next);
  await expect(reader.error).toBeFocused();
  await reader.answerStep(scenarioAt('self-care').reply);
  await expect(reader.heading).not.toHaveText(heading);
});

test('Enter goes on from a number', async ({ page, at }) => {
  const reader = new KeyboardReader(page);
  await reader.open(at);
  const { reply } = scenarioAt('self-care');
  await reader.answer(reply, (heading) => questionOf(heading)?.kind === 'number');
  const heading = await reader.heading.innerText();
  await reader.type(page.locator('#ck-number'), String(reply(questionOf(heading))));
  await page.keyboard.press('Enter');
  await expect(reader.heading).not.toHaveText(heading);
});

// As voice control does, and a touch in some browsers: the field is left only as it is taken away.
test('Continue, pressed by something that moves no focus', async ({ page, at }) => {
  const reader = new Reader(page);
  await reader.open(at);
  const { reply } = scenarioAt('self-care');
  await reader.answer(reply, (heading) => questionOf(heading)?.kind === 'number');
  const heading = await reader.heading.innerText();
  await reader.type(page.locator('#ck-number'), String(reply(questionOf(heading))));
  await reader.button(words.next).evaluate((button) => button.click());
  await expect(reader.heading).not.toHaveText(heading);
  await expect(reader.heading).toBeVisible();
});
