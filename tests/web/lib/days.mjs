// The plan and the diary, as a reader uses them over days. The browser's clock is the test's.
import { expect } from '@playwright/test';
import { dayWords, diary, diaryPage, reasoning } from './guide.mjs';
import { Reader } from './reader.mjs';

/** The day on which every test begins: a Wednesday. */
export const FIRST_DAY = '2026-03-04';

/** Another day, as the storage names it. */
export const dayAfter = (count, from = FIRST_DAY) => {
  const date = new Date(`${from}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
};

/** Where the site is at the root of its address. */
export const KEY = `guideway ${reasoning.guide} / days`;

/** Sets the clock to the evening of a day. */
export const itIs = (page, day) => page.clock.setFixedTime(new Date(`${day}T20:00:00`));

/** What is on the device. */
export const kept = (page) =>
  page.evaluate(() => {
    const [key] = Object.keys(localStorage).filter((key) => key.endsWith(' days'));
    return key ? JSON.parse(localStorage.getItem(key)) : undefined;
  });

/** What runs in the browser to spoil its storage, by what the storage then is. */
export const SPOILT = [
  ['is full', () => (Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  })],
  ['is missing', () => Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('denied', 'SecurityError');
    },
  })],
];

/** The page is looked at again after something else. */
export const comeBack = (page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));

/** Somebody who notes a day. */
export class Diarist {
  constructor(page) {
    this.page = page;
    this.mount = page.locator('#diary');
    this.status = this.mount.locator('.ck-message');
    this.stop = this.mount.locator('.days-stop');
  }

  async open(at, place = 'root') {
    await this.page.goto(at(place, diaryPage));
    await expect(this.mount).toBeVisible();
  }

  scale(name) {
    return this.mount.getByRole('group', { name: diary[name] });
  }

  /** Notes what is given: `day` and `morning` from 0 to 10, ids of `signs`. */
  async note({ day, morning, signs = [] }) {
    for (const [name, value] of Object.entries({ day, morning })) {
      if (value !== undefined) await this.scale(name).getByRole('radio').nth(value).check();
    }
    for (const sign of signs) {
      const { text } = diary.sign.find(({ id }) => id === sign);
      await this.mount.getByLabel(text, { exact: true }).check();
    }
    await this.press(dayWords['keep-day']);
  }

  press(name) {
    return this.mount.getByRole('button', { name, exact: true }).click();
  }
}

/** Somebody who has a result and makes a plan of it. */
export class Planner extends Reader {
  constructor(page) {
    super(page);
    this.plan = page.locator('#plan');
    this.status = this.plan.locator('.ck-message');
    this.stop = this.plan.locator('.days-stop');
  }

  async make() {
    await this.mount.locator('[data-keep=plan]').click();
    await expect(this.plan.locator('h2')).toBeFocused();
  }

  async keep() {
    await this.make();
    await this.choosePlan(dayWords['keep-plan']);
    await expect(this.status).toHaveText(dayWords['plan-kept']);
  }

  choosePlan(name) {
    return this.plan.getByRole('button', { name, exact: true }).click();
  }

  programme(title) {
    return this.plan.locator('.days-programme', { has: this.page.locator('h4', { hasText: title }) });
  }
}
