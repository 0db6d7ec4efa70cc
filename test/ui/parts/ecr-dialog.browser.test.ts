import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { EcrDialog } from '../../../src/ui/parts/ecr-dialog.ts';
import { deepFocus, EcrElement } from '../../../src/ui/parts/ecr-element.ts';
import { click, find, has, settled } from '../helpers/mount.ts';

class Question extends EcrDialog {
  mustStayOpen = false;
  protected override readonly descriptionIds = 'what';
  protected override mayCancel(): boolean {
    return !this.mustStayOpen;
  }
  protected override renderContent() {
    return html`<h2 id="title">Sure?</h2>
      <p id="what">Money goes back.</p>
      <button id="yes">Yes</button>
      <button id="no" data-first-focus @click=${this.close}>No</button>`;
  }
}
customElements.define('test-question', Question);

/** The opener is inside a shadow root, as everywhere in the program. */
class Page extends EcrElement {
  protected override render() {
    return html`<button id="opener">Open</button><button id="other">Other</button>`;
  }
}
customElements.define('test-page', Page);

afterEach(() => document.body.replaceChildren());

/** Opens a dialog from the focused button, and counts its `closed` events. */
async function openDialog(change: Partial<Pick<Question, 'mustStayOpen'>> = {}) {
  document.body.replaceChildren(new Page());
  await settled();
  find('#opener').focus();
  const question = Object.assign(new Question(), change);
  let closed = 0;
  question.addEventListener('closed', () => {
    closed += 1;
  });
  document.body.append(question);
  await settled();
  return { question, closed: () => closed };
}

const isOpen = () => find<HTMLDialogElement>('dialog').open;
const press = async (keys: string) => {
  await userEvent.keyboard(keys);
  await settled();
};

test('is modal, has a name and a description, and focuses the marked element', async () => {
  await openDialog();
  expect(find('dialog').matches(':modal')).toBe(true);
  expect(find('dialog').getAttribute('aria-labelledby')).toBe('title');
  expect(find('dialog').getAttribute('aria-describedby')).toBe('what');
  expect(deepFocus()?.id).toBe('no');
});

test.each(['{Escape}', '{Enter}'])(
  '%s closes the dialog, fires one event and returns the focus',
  async (key) => {
    const { closed } = await openDialog();
    await press(key);
    expect(isOpen()).toBe(false);
    expect(closed()).toBe(1);
    expect(deepFocus()?.id).toBe('opener');
  },
);

test('Escape has no effect while the dialog must stay open', async () => {
  const { question, closed } = await openDialog({ mustStayOpen: true });
  await press('{Escape}');
  await press('{Escape}');
  expect(isOpen()).toBe(true);
  expect(closed()).toBe(0);
  expect(deepFocus()?.id).toBe('no');
  question.mustStayOpen = false;
  await press('{Escape}');
  expect(closed()).toBe(1);
});

test('the focus returns before the `closed` event, and a listener can move it', async () => {
  const { question, closed } = await openDialog();
  let before: string | undefined;
  question.addEventListener('closed', () => {
    before = deepFocus()?.id;
    find('#other').focus();
    question.remove();
  });
  await click('#no');
  expect(before).toBe('opener');
  expect(closed()).toBe(1);
  expect(deepFocus()?.id).toBe('other');
});

test('a dialog that is removed while it is open returns the focus without a `closed` event', async () => {
  const { question, closed } = await openDialog();
  question.remove();
  await settled();
  expect(has('dialog')).toBe(false);
  expect(deepFocus()?.id).toBe('opener');
  expect(closed()).toBe(0);
});
