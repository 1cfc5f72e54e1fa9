// Somebody who has a keyboard and nothing else.
import { expect } from '@playwright/test';
import { Reader } from './reader.mjs';

/** No screen has more to step through than this. */
const MOST_STOPS = 60;

export class KeyboardReader extends Reader {
  async use(control) {
    await this.reach(control);
    const isRadio = (await control.getAttribute('type')) === 'radio';
    // Within radio buttons the arrows both move and choose.
    if (!isRadio || !(await control.isChecked())) await this.page.keyboard.press('Space');
  }

  async type(input, text) {
    await this.reach(input);
    await this.page.keyboard.type(text);
  }

  /** Moves the focus to a control, and expects to see where it is. */
  async reach(control) {
    const name = await control.getAttribute('name');
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) {
        expect(await this.page.evaluate(focusShows), 'the focus can be seen').toBe(true);
        return;
      }
      const inGroup = name && (await this.page.evaluate(isRadioOf, name));
      await this.page.keyboard.press(inGroup ? 'ArrowDown' : 'Tab');
    }
    throw new Error(`the keyboard does not reach ${control}`);
  }
}

/** Runs in the browser. */
function isRadioOf(name) {
  const { type, name: its } = document.activeElement;
  return type === 'radio' && its === name;
}

/** Runs in the browser: whether the focused control, or the label round it, has an outline. */
function focusShows() {
  const focused = document.activeElement;
  return [focused, focused.closest('label')].some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
}
