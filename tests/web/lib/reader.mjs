// Somebody who uses the checker: reads what is on the screen, answers, goes on.
import { expect } from '@playwright/test';
import { checkerPage, itemsOf, questionOf, words } from './guide.mjs';

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
  async open(at, place) {
    await this.page.goto(at(place, checkerPage));
    await expect(this.mount).toBeVisible();
  }

  /** Presses one of the checker's buttons. */
  press(name) {
    return this.mount.getByRole('button', { name, exact: true }).click();
  }

  /** Answers as a scenario says until there is nothing more to ask, or until a step fits. */
  async answer(scenario, until = () => false) {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if ((await this.level.count()) > 0) return;
      const heading = await this.heading.innerText();
      if (until(heading)) return;
      await this.answerStep(heading, scenario);
      await expect(this.error).toHaveCount(0);
    }
    throw new Error('the checker does not come to an end');
  }

  /** Answers what is on the screen. */
  async answerStep(heading, { answers }) {
    const items = itemsOf(heading);
    if (items) {
      await this.answerScreen(items, answers);
      return this.press(words.next);
    }
    const question = questionOf(heading);
    const answer = answers[question.id] ?? (answers['*'] && question.reassuring);
    const skip = this.mount.getByRole('button', { name: words.skip, exact: true });
    if (answer === undefined && (await skip.count()) > 0) return skip.click();
    await this.answerQuestion(question, answer ?? 'unsure');
    return this.press(words.next);
  }

  async answerScreen(items, answers) {
    let ticked = 0;
    for (const { id, text } of items) {
      const answer = answers[id] ?? 'no';
      const row = this.mount.locator('.ck-item', { hasText: text });
      if (answer === 'no' || (await row.count()) === 0) continue;
      await row.getByRole('checkbox').nth(answer === 'yes' ? 0 : 1).check();
      ticked += 1;
    }
    if (ticked === 0) await this.tick(words['none-of-these']);
  }

  async answerQuestion({ kind, answers }, answer) {
    if (answer === 'unsure') {
      await this.tick(words['not-sure']);
    } else if (kind === 'number') {
      await this.mount.getByRole('textbox').fill(String(answer));
    } else {
      for (const id of [answer].flat()) {
        await this.tick(answers.find((choice) => choice.id === id).label);
      }
    }
  }

  tick(label) {
    return this.mount.locator('.ck-option', { hasText: new RegExp(`^${escaped(label)}$`) }).locator('input').check();
  }
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
