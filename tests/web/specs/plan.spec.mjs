// The plan: stages with dates and ticks, which the diary moves on, and which is never shown before the
// questions about urgent signs have been answered.
import { readFileSync } from 'node:fs';
import { expectAccessible } from '../lib/axe.mjs';
import { comeBack, dayAfter, Diarist, FIRST_DAY, itIs, kept, KEY, Planner, SPOILT } from '../lib/days.mjs';
import { checkerPage, dayWords, diary, pageWords, programmes, questions, scenarioAt, scenarios, titleOf } from '../lib/guide.mjs';
import { PLACES, expect, test } from '../lib/test.mjs';

/** What goes on with the activity, waits for another, and has to be begun. */
const [last, { after, ready, stages }] = Object.entries(programmes).find(([, { activity }]) => activity);
const other = programmes[after.treatment];
/** A scenario in which it is offered. */
const scenario = scenarios.find(({ expect: { treatments } }) => treatments?.includes(last));
const safety = questions.filter((question) => question.safety && !question.screen);
const { '*': _, ...urgent } = scenarioAt('within-days').answers;
const urgentReply = (question) => (question.id in urgent ? urgent[question.id] : scenario.reply(question));
const stageTitle = (title) => new RegExp(title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

const atResult = async (page, at, place) => {
  const planner = new Planner(page);
  await planner.finish(at, scenario.reply, place);
  return planner;
};

/** Opens the plan that was kept, as the reader does on another day. */
const openKept = async (planner, at, place = 'root') => {
  await planner.page.goto(at(place, 'index.html'));
  await planner.page.goto(at(place, checkerPage));
  await planner.page.getByRole('button', { name: pageWords.planopen }).click();
  await expect(planner.heading).toHaveText(safety[0].text);
  await expect(planner.plan).toBeHidden();
};

/** Puts days and a plan on the device, as if they had been kept. */
const store = (page, change) =>
  page.evaluate(
    ([key, change]) => {
      const state = JSON.parse(localStorage.getItem(key));
      Object.assign(state.plan, change.plan);
      Object.assign(state.days, change.days);
      localStorage.setItem(key, JSON.stringify(state));
    },
    [KEY, change],
  );

test.beforeEach(({ page }) => itIs(page, FIRST_DAY));

for (const place of PLACES) {
  test(`made of a result, kept, ticked, and opened after the urgent signs, at: ${place}`, async ({ page, at }) => {
    const planner = await atResult(page, at, place);
    await planner.make();
    await expect(planner.mount).toBeHidden();
    expect(await kept(page), 'nothing is kept unasked').toBeUndefined();
    await expect(planner.programme(titleOf(last))).toContainText(other.stages[after.stage - 1].title);
    await planner.choosePlan(dayWords['keep-plan']);
    const box = planner.plan.locator('.days-today').getByRole('checkbox').first();
    await box.check();
    await expect(planner.status).toHaveText(dayWords.done);
    expect((await kept(page)).days[FIRST_DAY].did).toHaveLength(1);

    await page.goBack();
    await expect(planner.level).toBeVisible();
    await expect(planner.plan).toBeHidden();

    await itIs(page, dayAfter(1));
    await openKept(planner, at, place);
    await planner.answer(scenario.reply, () => planner.plan.isVisible());
    await expect(planner.plan.locator('h2')).toBeFocused();
    const tick = planner.plan.locator(`[data-tick^="${FIRST_DAY}"]`);
    await expect(tick.first()).toBeChecked();
  });
}

test('an urgent sign that has come since leaves no plan', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  await openKept(planner, at);
  await planner.answer(urgentReply);
  await expect(planner.level).toHaveAttribute('data-level', 'within-days');
  await expect(planner.plan).toBeHidden();
  await expect(page.locator('#checker-message')).toHaveText(pageWords.plangone);
  await expect(planner.mount.locator('[data-keep=plan]')).toHaveCount(0);
});

test('a result that asks to be seen first offers no plan, whatever its address says', async ({ page, at }) => {
  for (const level of ['within-days', 'same-day', 'emergency']) {
    const planner = new Planner(page);
    await page.goto(at('root', 'index.html'));
    await page.goto(at('root', `${checkerPage}#plan`));
    await expect(planner.mount).toBeVisible();
    await planner.answer(scenarioAt(level).reply);
    await expect(planner.level).toHaveAttribute('data-level', level);
    await expect(planner.plan).toBeHidden();
    await expect(planner.mount.locator('[data-keep=plan]')).toHaveCount(0);
  }
});

test('one that was made with older knowledge says that it is worked out anew', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  await store(page, { plan: { edition: 'another' } });
  await openKept(planner, at);
  await expect(page.locator('#checker-message')).toHaveText(pageWords.older);
  await planner.answer(scenario.reply, () => planner.plan.isVisible());
  await expect(planner.plan).toBeVisible();
  expect((await kept(page)).plan.edition).not.toBe('another');
});

test('left open until another day, it asks about urgent signs before it shows', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  await itIs(page, dayAfter(1));
  await comeBack(page);
  await expect(planner.plan).toBeHidden();
  await expect(planner.heading).toHaveText(safety[0].text);
});

test('reloaded, it asks about urgent signs before it shows', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  await page.reload();
  await expect(planner.heading).toHaveText(safety[0].text);
  await expect(planner.plan).toBeHidden();
});

test('what was left out stays out, and what is offered since comes in', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.make();
  await planner.plan.getByLabel(titleOf(last), { exact: true }).uncheck();
  await planner.choosePlan(dayWords['keep-plan']);
  await store(page, { plan: { programmes: [] } });
  await openKept(planner, at);
  await planner.answer(scenario.reply, () => planner.plan.isVisible());
  await expect(planner.programme(titleOf(after.treatment))).toBeVisible();
  await expect(planner.programme(titleOf(last))).toHaveCount(0);
});

test('while the diary says stop there are no stages', async ({ page, at }) => {
  const { signs } = diary.stop.find(({ signs }) => signs?.length === 1);
  const planner = await atResult(page, at);
  await planner.keep();
  await new Diarist(page).open(at);
  await new Diarist(page).note({ signs });
  await openKept(planner, at);
  await planner.answer(scenario.reply, () => planner.plan.isVisible());
  await expect(planner.stop).toBeVisible();
  await expect(planner.plan.locator('.days-programme, .days-calendar')).toHaveCount(0);
});

test('a stop that is noted elsewhere while it is open counts at once', async ({ page, at }) => {
  const { signs } = diary.stop.find(({ signs }) => signs?.length === 1);
  const planner = await atResult(page, at);
  await planner.keep();
  await store(page, { plan: {}, days: { [FIRST_DAY]: { signs, did: [] } } });
  await expect(planner.stop).toHaveCount(0);
  await comeBack(page);
  await expect(planner.stop).toBeVisible();
  await expect(planner.plan.locator('.days-programme, .days-calendar')).toHaveCount(0);
});

test('a tick does not bring back a stop that somebody has looked at', async ({ page, at }) => {
  const { signs } = diary.stop.find(({ signs }) => signs?.length === 1);
  const planner = await atResult(page, at);
  await planner.keep();
  const diarist = new Diarist(page);
  await diarist.open(at);
  await diarist.note({ signs });
  await diarist.press(dayWords.seen);
  await openKept(planner, at);
  await planner.answer(scenario.reply, () => planner.plan.isVisible());
  await planner.plan.locator('.days-today').getByRole('checkbox').first().check();
  await expect(planner.stop).toHaveCount(0);
  await expect(planner.plan.locator('.days-calendar')).toBeVisible();
});

for (const [name, plan] of [
  ['the answers', { link: 5 }],
  ['the steps', { back: [null, { on: 'x' }] }],
  ['the dates', { on: 'once' }],
]) {
  test(`a plan of which ${name} are damaged leaves the checker and the diary at work`, async ({ page, at }) => {
    const planner = await atResult(page, at);
    await planner.keep();
    await store(page, { plan });
    await page.goto(at('root', 'index.html'));
    await planner.finish(at, scenario.reply);
    // Without answers there is nothing to open.
    await expect(page.locator('.kept-plan')).toBeVisible({ visible: !plan.link });
    await planner.make();
    await expect(planner.plan.locator('.days-calendar')).toBeVisible();
    const diarist = new Diarist(page);
    await diarist.open(at);
    await diarist.note({ day: 1 });
    expect((await kept(page)).days[FIRST_DAY]).toMatchObject({ day: 1 });
  });
}

test('good sessions move it on, a flare takes it back, and what waits is begun by the reader', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  const show = async (day) => {
    await itIs(page, day);
    await openKept(planner, at);
    await planner.answer(scenario.reply, () => planner.plan.isVisible());
    await expect(planner.plan).toBeVisible();
  };
  // As many good sessions as the first stage of the other takes: what waited may begin.
  const days = {};
  for (let session = 0; session < other.good.sessions; session += 1) {
    days[dayAfter(2 * session)] = { day: 0, signs: [], did: [after.treatment] };
    days[dayAfter(2 * session + 1)] = { morning: 0, signs: [], did: [] };
  }
  await store(page, { plan: {}, days });
  let now = dayAfter(2 * other.good.sessions);
  await show(now);
  await expect(planner.programme(titleOf(after.treatment))).toContainText(stageTitle(other.stages[1].title));
  const card = planner.programme(titleOf(last));
  await expect(card).toContainText(ready);
  await expect(card).not.toContainText(stages[0].how);
  await card.getByRole('button', { name: dayWords['is-ready'] }).click();
  await expect(card).toContainText(stages[0].how);

  // Two good sessions, and the third is a flare.
  const { good, flare } = programmes[last];
  const sessions = [...Array(2 * good.sessions).fill(good.most), flare.from];
  const more = {};
  for (const [index, value] of sessions.entries()) {
    more[dayAfter(2 * index, now)] = { day: value, signs: [], did: [last] };
    more[dayAfter(2 * index + 1, now)] = { morning: 0, signs: [], did: [] };
  }
  const before = Object.fromEntries(Object.entries(more).slice(0, -2));
  await store(page, { plan: {}, days: before });
  await show(dayAfter(2 * sessions.length - 2, now));
  await expect(card.locator('.days-stage')).toContainText(stages[2].title);
  await store(page, { plan: {}, days: more });
  await show(dayAfter(2 * sessions.length, now));
  await expect(card.locator('.days-stage')).toContainText(stages[2 - flare.back].title);
  await expect(card).toContainText(dayWords['went-flare']);
});

test('a session without the morning after does not count', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  const days = {};
  for (let session = 0; session < other.good.sessions; session += 1) {
    days[dayAfter(2 * session)] = { day: 0, signs: [], did: [after.treatment] };
  }
  await store(page, { plan: {}, days });
  await itIs(page, dayAfter(2 * other.good.sessions));
  await openKept(planner, at);
  await planner.answer(scenario.reply, () => planner.plan.isVisible());
  const card = planner.programme(titleOf(after.treatment));
  await expect(card.locator('.days-stage')).toContainText(other.stages[0].title);
  await expect(card).toContainText(dayWords['went-morning']);
});

test('a file for the calendar has every session, as RFC 5545 writes them', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.make();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    planner.choosePlan(dayWords['to-calendar']),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = text.replaceAll('\r\n ', '').trimEnd().split('\r\n');
  expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
  expect(lines.at(-1)).toBe('END:VCALENDAR');
  const count = (name) => lines.filter((line) => line.startsWith(name)).length;
  const sessions = await planner.plan.locator('.days-due').count();
  expect(sessions).toBeGreaterThan(0);
  for (const name of ['BEGIN:VEVENT', 'END:VEVENT', 'UID:', 'DTSTAMP:', 'DTSTART;VALUE=DATE:', 'SUMMARY:', 'DESCRIPTION:']) {
    expect(count(name), name).toBe(sessions);
  }
  expect(new Set(lines.filter((line) => line.startsWith('UID:'))).size).toBe(sessions);
  expect(text.replaceAll('\r\n ', '')).toContain(diary.reminder.split(',')[0]);
});

for (const [name, spoil] of SPOILT) {
  test(`a storage that ${name} loses nothing while the page is open, and is told`, async ({ page, at }) => {
    await page.addInitScript(spoil);
    const planner = await atResult(page, at);
    await planner.make();
    await planner.choosePlan(dayWords['keep-plan']);
    await expect(planner.status).toHaveText(dayWords.unkept);
    await planner.plan.locator('.days-today').getByRole('checkbox').first().check();
    await expect(planner.plan.locator('.days-today').getByRole('checkbox').first()).toBeChecked();
  });
}

test('where its scripts cannot be loaded it says so, and the result stays', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await page.route('**/assets/plan.js', (route) => route.fulfill({ body: '' }));
  await planner.mount.locator('[data-keep=plan]').click();
  await expect(page.locator('#checker-message')).toHaveText(pageWords.planunable);
  await expect(planner.level).toBeVisible();
});

test('nothing is wrong with it for anybody', async ({ page, at }) => {
  test.setTimeout(120_000);
  const planner = await atResult(page, at);
  await planner.make();
  await expectAccessible(page);
  await planner.choosePlan(dayWords['keep-plan']);
  await expectAccessible(page);
});

test('everything of it is gone with everything of the guide', async ({ page, at }) => {
  const planner = await atResult(page, at);
  await planner.keep();
  await page.goBack();
  await page.getByRole('button', { name: pageWords.forget }).click();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
