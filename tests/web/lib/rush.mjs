// A whole session in one go, inside the page: for many sessions in little time.
import { questions, words } from './guide.mjs';

/** Answers from the beginning until there is a result. Gives its level. */
export function rush(page, reply) {
  const replies = questions.map((question) => [question.text, ticks(question, reply(question))]);
  return page.evaluate(answerAll, { replies: Object.fromEntries(replies), words });
}

/** What an answer is on the screen: labels to tick, a number to type, or none to leave it out. */
function ticks(question, answer) {
  if (question.screen) return answer ?? 'no';
  if (answer === undefined) return question.safety ? [words['not-sure']] : null;
  if (answer === 'unsure') return [words['not-sure']];
  if (question.kind === 'number') return answer;
  return [answer].flat().map((id) => question.answers.find((choice) => choice.id === id).label);
}

/** Runs in the browser. */
function answerAll({ replies, words }) {
  const mount = document.querySelector('#checker');
  const all = (selector, within = mount) => [...within.querySelectorAll(selector)];
  const click = (element) => {
    element.focus();
    element.click();
  };
  const press = (name) => click(all('button').find(({ textContent }) => textContent === name));
  const tick = (label, within = mount.querySelector('form > fieldset')) => {
    const option = all('.ck-option', within).find(({ textContent }) => textContent === label);
    click(option.querySelector('input'));
  };

  const level = () => mount.querySelector('.ck-level')?.dataset.level;
  if (level()) press(words['start-again']);
  while (!level()) {
    const items = all('.ck-item');
    const reply = replies[mount.querySelector('#ck-heading').textContent];
    if (items.length > 0) {
      for (const item of items) {
        const [yes, unsure] = all('input', item);
        const said = replies[item.querySelector('[id^="ck-item-"]').textContent];
        if (said !== 'no') click(said === 'yes' ? yes : unsure);
      }
      if (all('input:checked').length === 0) tick(words['none-of-these']);
    } else if (typeof reply === 'number') {
      const input = mount.querySelector('#ck-number');
      input.value = reply;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
      reply?.forEach((label) => tick(label));
    }
    const beside = reply && mount.querySelector('.ck-beside');
    if (beside) replies[beside.querySelector('legend').textContent]?.forEach((label) => tick(label, beside));
    press(reply === null ? words.skip : words.next);
    const error = mount.querySelector('#ck-error');
    if (error) throw new Error(error.textContent);
  }
  return level();
}
