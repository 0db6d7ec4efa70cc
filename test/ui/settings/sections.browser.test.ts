import { expect, test } from 'vitest';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';

const open = (connector = new FakeConnector(), place?: string) =>
  mount({ connector, area: 'settings', ...(place && { place }) });
const byId = (name: string) => `[id="${name}"]`;
const isShown = (selector: string) => find(selector).checkVisibility();
const current = () => find('.menu [aria-current="page"]').textContent?.trim();
const save = async () => {
  find<HTMLFormElement>('form').requestSubmit();
  await settled();
};
const go = async (hash: string) => {
  location.hash = hash;
  await settled();
};

test('shows one section at a time, and the menu opens another', async () => {
  await open();
  expect(current()).toBe('Terminal');
  expect(isShown(byId('terminal.registerNumber'))).toBe(true);
  expect(isShown(byId('hipay.login'))).toBe(false);
  await click('.menu a[href="#/settings/account"]');
  expect(current()).toBe('HiPay account');
  expect(isShown(byId('hipay.login'))).toBe(true);
  expect(isShown(byId('terminal.registerNumber'))).toBe(false);
  await expect.poll(() => find('#section-account').matches(':focus')).toBe(true);
  await go('#/settings/help');
  expect(current()).toBe('Help and diagnostics');
  expect(isShown('#open-diagnostics')).toBe(true);
});

test('given settings are said to be read-only where they are, and not where the page can be changed', async () => {
  await open(new FakeConnector(calmSnapshot(), shopSettings({}, true)));
  expect(shownText()).toContain('These settings come from the local service: from its file config.yml, or');
  await go('#/settings/screen');
  expect(current()).toBe('This screen');
  expect(shownText()).not.toContain('These settings come from');
});

test('an address with a field opens its section, and unfolds it', async () => {
  await open(new FakeConnector(), 'contracts.proxy.rank');
  expect(current()).toBe('HiPay account');
  await expect.poll(() => find(byId('contracts.proxy.rank')).matches(':focus')).toBe(true);
  await go('#/settings/terminal.timers.customerMs');
  expect(current()).toBe('Terminal');
  await expect.poll(() => find(byId('terminal.timers.customerMs')).matches(':focus')).toBe(true);
});

test('a search shows what was found in every section', async () => {
  await open();
  await type('#search', 'login');
  expect(isShown(byId('hipay.login'))).toBe(true);
  await click('.menu a[href="#/settings/tills"]');
  expect(isShown('ecr-tills-card')).toBe(true);
  expect(find('#section-account').checkVisibility()).toBe(false);
});

test('the save bar is there only while something is not saved, or to say what was saved', async () => {
  await open();
  expect(has('.save')).toBe(false);
  await type(byId('terminal.registerNumber'), '07');
  await choose(byId('environment'), 'stage');
  expect(shownText(find('.save'))).toContain('2 changes');
  await type(byId('terminal.registerNumber'), '01');
  await choose(byId('environment'), 'dev');
  expect(has('.save')).toBe(false);
  await type(byId('terminal.registerNumber'), '07');
  await click('.save .primary');
  expect(shownText(find('.save'))).toContain('Settings saved.');
  await click('#close-message');
  expect(has('.save')).toBe(false);
});

test('below a changed field stands what is saved, and the menu marks its section', async () => {
  await open();
  await type(byId('terminal.registerNumber'), '07');
  await choose(byId('environment'), 'stage');
  await type(byId('terminal.serialNumber'), 'S1');
  await type(byId('hipay.password'), 'n3w');
  await click('[name="terminal.longAnswer"]');
  const was = (name: string) => find(byId(`${name}-was`)).textContent;
  expect(was('terminal.registerNumber')).toBe('Changed, before: 01');
  expect(was('environment')).toBe('Changed, before: Development');
  expect(was('terminal.serialNumber')).toBe('Changed, before: empty');
  expect(was('hipay.password')).toBe('Changed');
  expect(shownText(find('.switch:has([name="terminal.longAnswer"])'))).toMatch(/Changed, before: o(n|ff)/);
  expect(find(byId('environment')).getAttribute('aria-describedby')).toContain('environment-was');
  const marked = (section: string) => has(`.menu a[href="#/settings/${section}"] .mark`);
  expect(['terminal', 'account', 'paying'].map(marked)).toEqual([true, true, false]);
});

test('a wrong value opens its section, and the menu marks it', async () => {
  await open();
  await type(byId('currencies'), 'EURO');
  await save();
  expect(current()).toMatch(/^Taking payments/);
  expect(find(byId('currencies')).matches(':focus')).toBe(true);
  expect(has('.menu a[href="#/settings/paying"] .mark.bad')).toBe(true);
});

test('unsaved changes are asked about before another screen opens; staying keeps them', async () => {
  const { connector } = await open();
  await type(byId('terminal.registerNumber'), '07');
  await go('#/settings/account');
  expect(has('ecr-leave-question')).toBe(false);
  await go('#/payments');
  expect(location.hash).toBe('#/settings/account');
  expect(shownText(find('ecr-leave-question'))).toMatch(/Register number: 01 becomes\s+07/);
  expect(find('#leave-saved').matches(':focus')).toBe(true);
  await click('#stay');
  expect(has('ecr-leave-question')).toBe(false);
  expect(find<HTMLInputElement>(byId('terminal.registerNumber')).value).toBe('07');
  await go('#/settings/diagnostics');
  await click('#leave-unsaved');
  await expect.poll(() => has('ecr-diagnostics-screen')).toBe(true);
  expect(connector.called('saveSettings')).toEqual([]);
});

test('saves before leaving, and stays if that is refused', async () => {
  const { connector } = await open();
  await type(byId('terminal.registerNumber'), '7');
  await go('#/payments');
  await click('#leave-saved');
  expect(has(byId('terminal.registerNumber-error'))).toBe(true);
  await type(byId('terminal.registerNumber'), '07');
  await go('#/payments');
  await click('#leave-saved');
  await expect.poll(() => location.hash).toBe('#/payments');
  expect(connector.called('saveSettings')).toMatchObject([
    { settings: { terminal: { registerNumber: '07' } } },
  ]);
});

test('a typed password is asked about without showing it', async () => {
  await open();
  await type(byId('hipay.password'), 's3cret');
  await go('#/pay');
  expect(shownText(find('ecr-leave-question'))).toContain('HiPay password: a new value.');
  expect(shownText(find('ecr-leave-question'))).not.toContain('s3cret');
  await click('#leave-unsaved');
  await expect.poll(() => location.hash).toBe('#/pay');
});

test('without changes the settings are left without a question', async () => {
  await open();
  await go('#/payments');
  await expect.poll(() => has('ecr-payments-screen')).toBe(true);
});

test('waiting times and the line are folded away, and can be set to their original values', async () => {
  const timers = { terminal: { timers: { customerMs: 60_000 } } as never };
  const { connector } = await open(new FakeConnector(calmSnapshot(), shopSettings(timers)));
  expect(find<HTMLDetailsElement>('.advanced').open).toBe(false);
  expect(find('.advanced').contains(find(byId('notificationWaitMs')))).toBe(true);
  await click('#initial');
  expect(find<HTMLInputElement>(byId('terminal.timers.customerMs')).value).not.toBe('60000');
  expect(has('#initial')).toBe(false);
  expect(connector.called('saveSettings')).toEqual([]);
});

test('the terminal is checked from its section; if it is not ready, its panel says what to do', async () => {
  const { connector } = await open();
  expect(shownText(find('ecr-terminal-now'))).toContain('Ingenico Desk/5000');
  await click('#check-terminal');
  expect(connector.called('probeTerminal')).toHaveLength(1);
  connector.show({ terminal: { ...calmSnapshot().terminal, state: 'silent' } });
  await settled();
  await click('#what-to-do');
  await expect.poll(() => has('ecr-terminal-panel')).toBe(true);
});

test('settings of a configuration file cannot be changed, and nothing asks to save them', async () => {
  await open(new FakeConnector(calmSnapshot(), shopSettings({}, true)));
  expect(shownText()).toContain('These settings come from the local service');
  expect(find('[name="terminal.longAnswer"]').matches(':disabled')).toBe(true);
  expect(has('#initial')).toBe(false);
  await go('#/pay');
  expect(has('ecr-leave-question')).toBe(false);
});
