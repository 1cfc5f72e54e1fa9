// Somebody who uses the checker: reads what is on the screen, answers, goes on.
import { expect } from '@playwright/test';
import { checkerPage, itemsOf, questionBeside, questionOf, words } from './guide.mjs';

/** No guide asks more than this. */
const MOST_STEPS = 100;

export class Reader {
  constructor(page) {
    this.page = page;
    this.mount = page.locator('#checker');
    this.heading = page.locator('#ck-heading');
    this.error = page.locator('#ck-error');
    this.level = page.locator('.ck-level');
  }

  /** Opens the checker's page at a place. */
  async open(at, place = 'root') {
    await this.page.goto(at(place, checkerPage));
    await expect(this.mount).toBeVisible();
  }

  /** Opens it and answers, up to the result. */
  async finish(at, reply, place) {
    await this.open(at, place);
    await this.answer(reply);
    await expect(this.level).toBeVisible();
  }

  /** Presses one of the checker's buttons. */
  press(name) {
    return this.use(this.button(name));
  }

  /** Answers until there is nothing more to ask, or until a step fits. */
  async answer(reply, until = () => false) {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if ((await this.level.count()) > 0) return;
      const heading = await this.heading.innerText();
      if (await until(heading)) return;
      await this.answerStep(reply);
      await expect(this.error).toHaveCount(0);
    }
    throw new Error('the checker does not come to an end');
  }

  /** The same, then everything that the checker would not have asked. */
  async answerAll(reply) {
    await this.answer(reply);
    while ((await this.button(words.more).count()) > 0) {
      await this.press(words.more);
      await this.answer(reply);
    }
  }

  /** Answers what is on the screen. */
  async answerStep(reply) {
    const heading = await this.heading.innerText();
    const items = itemsOf(heading);
    if (items) {
      await this.answerScreen(items, reply);
      return this.press(words.next);
    }
    const question = questionOf(heading);
    const answer = reply(question);
    if (answer === undefined && !question.safety) return this.press(words.skip);
    await this.answerQuestion(question, answer ?? 'unsure');
    await this.answerBeside(questionBeside(question), reply);
    return this.press(words.next);
  }

  async answerScreen(items, reply) {
    let none = true;
    for (const item of items) {
      const answer = reply(item) ?? 'no';
      const row = this.mount.locator('.ck-item', { hasText: item.text });
      if (answer === 'no' || (await row.count()) === 0) continue;
      none = false;
      await this.use(row.getByRole('checkbox').nth(answer === 'yes' ? 0 : 1));
    }
    if (none) await this.choose(words['none-of-these']);
  }

  async answerQuestion({ kind, answers }, answer) {
    if (answer === 'unsure') {
      await this.choose(words['not-sure']);
    } else if (kind === 'number') {
      await this.type(this.mount.getByRole('textbox'), String(answer));
    } else {
      for (const id of [answer].flat()) {
        await this.choose(answers.find((choice) => choice.id === id).label);
      }
    }
  }

  /** A question beside another one can be left alone. */
  async answerBeside(question, reply) {
    const answer = question && reply(question);
    if (answer === undefined) return;
    const { label } = question.answers.find(({ id }) => id === answer) ?? { label: words['not-sure'] };
    await this.choose(label, '.ck-beside');
  }

  /** Chooses an answer by its label. */
  choose(label, among = 'form > fieldset:first-child') {
    return this.use(this.mount.locator(`${among} > .ck-options`).getByLabel(label, { exact: true }));
  }

  button(name) {
    return this.mount.getByRole('button', { name, exact: true });
  }

  // How they do it: by finger or mouse, here.

  use(control) {
    return control.click();
  }

  type(input, text) {
    return input.fill(text);
  }
}
