import { html } from 'lit';
import { expect, test } from 'vitest';
import { useLanguage } from '../../../src/ui/language.ts';
import { EcrElement } from '../../../src/ui/parts/ecr-element.ts';
import { LazyPart } from '../../../src/ui/parts/lazy-part.ts';
import { click, find, has, settled, shownText } from '../helpers/mount.ts';

/** An element with a late part. Loading the part fails `failures` times, then works. `over`: the part is a dialog. */
class Host extends EcrElement {
  failures = 0;
  loads = 0;
  over = false;
  closed = 0;
  readonly late = new LazyPart(this, [], async () => {
    this.loads += 1;
    if (this.loads <= this.failures) throw new TypeError('Failed to fetch dynamically imported module');
  });

  protected override render() {
    const content = () => html`<p class="here">here</p>`;
    const closed = () => {
      this.closed += 1;
    };
    return this.over ? this.late.renderOver(content, closed) : this.late.render(content);
  }
}
customElements.define('late-host', Host);

async function show(change: Partial<Pick<Host, 'failures' | 'over'>>): Promise<Host> {
  await useLanguage('en', ['en']);
  const host = Object.assign(new Host(), change);
  document.body.replaceChildren(host);
  if (host.over) void host.late.open();
  await settled();
  return host;
}

test('a part is loaded once, when it is first drawn', async () => {
  const host = await show({});
  expect(has('.here')).toBe(true);
  host.requestUpdate();
  await settled();
  expect(host.loads).toBe(1);
});

test('a part that cannot be loaded shows an error, and a second try loads it', async () => {
  const host = await show({ failures: 1 });
  expect(find('[role="alert"]').textContent).toContain('Payments go on as before');
  expect(has('#reload-page')).toBe(false);
  await click('#retry');
  expect(host.loads).toBe(2);
  expect(has('.here')).toBe(true);
  expect(has('ecr-load-failed')).toBe(false);
});

test('a part that fails again offers to reload the page', async () => {
  await show({ failures: 9 });
  await click('#retry');
  let asked = 0;
  document.body.addEventListener('reload-page', () => {
    asked += 1;
  });
  await click('#reload-page');
  expect(asked).toBe(1);
});

test('a dialog that cannot be loaded shows an error and can be closed', async () => {
  const host = await show({ failures: 1, over: true });
  expect(find<HTMLDialogElement>('dialog').matches(':modal')).toBe(true);
  expect(shownText()).toContain('could not be loaded');
  await click('#close-part');
  expect(host.closed).toBe(1);
  await click('#retry');
  expect(has('.here')).toBe(true);
});
