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
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const way = await control.evaluate(wayTo);
      if (!way) {
        expect(await this.page.evaluate(focusShows), 'the focus can be seen').toBe(true);
        return;
      }
      await this.page.keyboard.press(way);
    }
    throw new Error(`the keyboard does not reach ${control}`);
  }
}

/** Runs in the browser: the key that leads on to a control. None where it has the focus. */
function wayTo(control) {
  const focused = document.activeElement;
  if (focused === control) return null;
  const isInGroup = focused.type === 'radio' && focused.name === control.name;
  return isInGroup ? 'ArrowDown' : 'Tab';
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
