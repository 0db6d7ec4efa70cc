import { expect, test, vi } from 'vitest';
import { diagnosticsScenarios } from '../helpers/diagnostics-scenarios.ts';
import { FakeConnector } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';

async function open(name: keyof typeof diagnosticsScenarios, language: 'en' | 'fr' = 'en') {
  const scenario = diagnosticsScenarios[name]!();
  const mounted = await mount({ ...scenario, language });
  await scenario.afterwards?.(scenario.connector);
  await settled();
  return mounted;
}

async function fileSavedBy(selector: string) {
  const files: { name: string; text: Promise<string> }[] = [];
  const press = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.push({ name: this.download, text: fetch(this.href).then((reply) => reply.text()) });
  });
  await click(selector);
  press.mockRestore();
  return { name: files[0]?.name ?? '', text: (await files[0]?.text) ?? '' };
}

const lineOf = (check: string) => shownText(find(`[data-check="${check}"]`));

test('says that the shop has no problem, and folds all checks', async () => {
  await open('diagnostics');
  expect(shownText(find('ecr-verdict'))).toMatch(/All is well 20 points checked at/);
  expect(has('#to-mend')).toBe(false);
  expect(find<HTMLDetailsElement>('#group-terminal').open).toBe(false);
  expect(lineOf('hipay')).toContain('Took the last notification');
  expect(lineOf('terminal')).toMatch(/Ready.*Ingenico Desk\/5000.*Last seen/i);
});

test('a silent terminal is the verdict; what to do follows, and its panel is one press away', async () => {
  await open('diagnostics-silent');
  expect(shownText(find('ecr-verdict'))).toMatch(/Terminal silent.*You cannot take payments now/);
  const steps = [...find('#to-mend').querySelectorAll('li .todo')].map((step) => step.textContent);
  expect(steps).toEqual([
    expect.stringContaining('cable at both ends'),
    'Press “Find or choose the terminal”, then “Find my terminal”. Nothing is charged.',
    expect.stringContaining('Call your shop IT'),
  ]);
  expect(shownText(find('.fix'))).toMatch(/To do, in this order .*Card terminal/);
  expect(find('#group-terminal summary').textContent).toMatch(/Terminal\s+To mend: 1/);
  expect(find('#group-hipay summary').textContent).toMatch(/HiPay\s+In order/);
  await click('#open-terminal');
  await expect.poll(() => has('ecr-terminal-panel')).toBe(true);
});

test('shows faults first, with their meaning and remedy', async () => {
  await open('diagnostics-troubles');
  const first = [...find('#to-mend').querySelectorAll<HTMLElement>('li[data-check]')].map(
    (each) => each.dataset['check'],
  );
  expect(first).toHaveLength(14);
  expect(shownText(find('ecr-verdict'))).toContain('You cannot take payments now');
  expect(first[0]).toBe('browser');
  expect(first).toContain('wake-lock');
  expect(lineOf('storage')).toContain('no payment starts');
  expect(lineOf('storage')).toContain('Never clear this page’s site data.');
  expect(lineOf('terminal')).toContain('USB 0b00:0080');
  expect(shownText(find('ecr-finding-list'))).not.toMatch(/\{\w+\}/);
});

test('shows a failure that begins while the screen is open', async () => {
  const { connector } = await open('diagnostics');
  connector.show({ sidecar: 'away' });
  await settled();
  expect(lineOf('service')).toContain('hipay-ecr start');
});

test('reports a browser that does not answer, and asks it again', async () => {
  const { hostApi } = await open('diagnostics-no-browser');
  expect(shownText(find('ecr-diagnostics-screen'))).toContain('The browser did not answer.');
  expect(find<HTMLButtonElement>('#make-bundle').disabled).toBe(true);
  hostApi.pageDescription = (await open('diagnostics')).hostApi.pageDescription;
  await click('#look-again');
  expect(has('ecr-finding-list')).toBe(true);
});

test('a failure banner and the settings link to the diagnostics, which show no such link', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  connector.show({ sidecar: 'away', storageFailure: 'QuotaExceededError' });
  await settled();
  expect(find<HTMLAnchorElement>('.why').hash).toBe('#/settings/diagnostics');
  location.hash = '#/settings/diagnostics';
  await settled();
  await settled();
  expect(has('ecr-diagnostics-screen')).toBe(true);
  expect(has('.why')).toBe(false);
  location.hash = '#/settings';
  await settled();
  await settled();
  expect([has('ecr-diagnostics-screen'), has('ecr-settings-screen')]).toEqual([false, true]);
  expect(find<HTMLAnchorElement>('#open-diagnostics').hash).toBe('#/settings/diagnostics');
});

test('shows the recorded lines, newest first, with their direction in words; filters and saves them', async () => {
  await open('diagnostics');
  const lines = [...find('ecr-recorder').shadowRoot!.querySelectorAll('li')].map((each) => shownText(each));
  expect(lines).toHaveLength(17);
  expect(lines[0]).toContain('attempt 2 -> delivered');
  expect(lines.find((each) => each.includes('ENQ'))).toMatch(/From the terminal|To the terminal/);
  expect(lines.join()).toContain('497010******0042');
  await choose('#kind', 'wire');
  expect(shownText(find('ecr-recorder'))).toContain('Lines shown: 10 of 10');
  await type('#words', 'enq');
  expect(shownText(find('ecr-recorder'))).toContain('Lines shown: 2 of 2');
  const { name, text } = await fileSavedBy('#save-lines');
  expect(name).toMatch(/^hipay-ecr-recorder-[\d-]+\.txt$/);
  expect(text.split('\n').filter(Boolean)).toHaveLength(2);
});

test('masks a card number that the recorder missed, on the screen and in the file', async () => {
  const scenario = diagnosticsScenarios['diagnostics']!();
  scenario.connector.exportRecording = async () => ({
    text: '{"at":"2026-11-23T09:00:00.000Z","kind":"received","text":"4970101234567890 and 4111.1111.1111.1111"}\n',
  });
  await mount(scenario);
  await settled();
  expect(shownText(find('ecr-recorder'))).not.toMatch(/10123456|4111.1111/);
  expect((await fileSavedBy('#save-lines')).text).toContain('497010******7890 and 411111******1111');
});

test('the saved lines name no person who settled a payment, also in lines of an older program', async () => {
  const scenario = diagnosticsScenarios['diagnostics']!();
  const text = 'p-1 -> resolved DECLINED declined (resolved as not paid by Ana: no ticket) resolved by Ana';
  scenario.connector.exportRecording = async () => ({
    text: `${JSON.stringify({ at: '2026-11-23T09:00:00.000Z', kind: 'payment', text })}\n`,
  });
  await mount(scenario);
  await settled();
  const saved = (await fileSavedBy('#save-lines')).text;
  expect(saved).toContain('declined (resolved as not paid)');
  expect(saved).not.toMatch(/Ana|no ticket/);
});

test('the support file is described and previewed, and is saved exactly as previewed', async () => {
  await open('diagnostics');
  expect(has('#save-bundle')).toBe(false);
  await click('#make-bundle');
  const description = shownText(find('ecr-support-bundle'));
  expect(description).toContain('17 lines');
  expect(description).toContain('What is not in it: card numbers, passwords');
  expect(find('#bundle-in').matches(':focus')).toBe(true);
  const { name, text } = await fileSavedBy('#save-bundle');
  expect(name).toMatch(/^hipay-ecr-support-[\d-]+\.json$/);
  expect(find('pre').textContent).toBe(text);
  expect(JSON.parse(text)).toMatchObject({ kind: 'hipay-ecr-support', recorder: expect.any(Array) });
});

test('saves a support file even if the connector has stopped', async () => {
  const { connector } = await open('diagnostics-stopped');
  connector.listPayments = () => Promise.reject(new Error('closed'));
  expect(shownText(find('ecr-recorder'))).toContain('The recording could not be read.');
  expect(lineOf('connector')).toContain('Load the page again.');
  await click('#make-bundle');
  expect(has('#save-bundle')).toBe(true);
});
