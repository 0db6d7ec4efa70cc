import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { foundHipay } from '../helpers/scenarios.ts';

const simulated = { terminal: true, gateway: true };
const unconfigured = () =>
  new FakeConnector(calmSnapshot({ firstSetup: true, simulated }), shopSettings({}, true));
type Machine = NonNullable<Parameters<typeof mount>[0]>['machine'];

async function open(machine: Machine = {}, connector = unconfigured()) {
  const mounted = await mount({ connector, machine });
  location.hash = '#/start';
  await settled();
  await settled();
  return mounted;
}
/** The sidecar has started again with its configuration. */
async function comeBack(connector: FakeConnector): Promise<void> {
  const { firstSetup: _, ...now } = connector.now;
  connector.now = now;
  connector.show({});
  await settled();
}
const heading = () => shownText(find('ecr-shop-guide').shadowRoot!.querySelector('h1')!).trim();

async function giveAccount(): Promise<void> {
  await click('#account');
  await type('[id="hipay.login"]', '12345678.stage-secure-gateway.hipay-tpp.com');
  await type('[id="hipay.password"]', 'Test_password');
  await type('[id="contracts.proxy.merchantId"]', '1234567');
  await type('[id="contracts.proxy.paymentApplication"]', '001');
  await type('[id="contracts.proxy.rank"]', '001');
  await click('#account-given');
}
const account = {
  environment: 'stage',
  login: '12345678.stage-secure-gateway.hipay-tpp.com',
  password: 'Test_password',
  contracts: { proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' } },
};

beforeEach(() => localStorage.clear());

describe('a sidecar without a configuration', () => {
  test('two clicks lead to a simulated payment, and the till’s password is shown', async () => {
    const { hostApi, connector } = await open();
    expect(heading()).toBe('Step 1 of 3 Your shop');
    await click('#trial');
    expect(hostApi.setups).toEqual([{ from: 'trial' }]);
    expect(shownText()).toContain('The program starts again');
    expect(has('#test-payment')).toBe(false);
    await comeBack(connector);
    expect(heading()).toBe('Step 3 of 3 First payment');
    expect(shownText()).toContain('6f1d3c0e9a7b45c2');
    await click('#test-payment');
    expect(connector.called('takePayment')).toHaveLength(1);
    expect(shownText()).toContain('Yes, the customer has paid.');
  });
  test('the first payment is in view, above what the till needs', async () => {
    await page.viewport(1024, 768);
    const { connector } = await open();
    await click('#trial');
    await comeBack(connector);
    await settled();
    scrollTo(0, 0);
    const { bottom } = find('#test-payment').getBoundingClientRect();
    expect(bottom).toBeLessThanOrEqual(768);
    expect(find('ecr-till-access').getBoundingClientRect().top).toBeGreaterThan(bottom);
  });
  test('the password is gone once the guide is left', async () => {
    const { connector } = await open();
    await click('#trial');
    await comeBack(connector);
    await click('#leave');
    location.hash = '#/start';
    await settled();
    expect(has('ecr-shop-guide')).toBe(false);
    expect(shownText()).not.toContain('6f1d3c0e9a7b45c2');
  });
  test('with an account and a cable, the file is written, then the terminal is chosen in the browser', async () => {
    const { hostApi, connector } = await open({ setupLook: { serialPorts: ['COM3'] } });
    await giveAccount();
    expect(heading()).toBe('Step 2 of 3 Terminal');
    expect(shownText()).toContain('Found: COM3');
    await click('#terminal-given');
    expect(hostApi.setups).toEqual([{ from: 'guide', account, terminal: { link: 'web-serial' } }]);
    await comeBack(connector);
    expect(has('ecr-terminal-card')).toBe(true);
    await click('#next');
    expect(heading()).toBe('Step 3 of 3 First payment');
  });
  test('an address of a terminal that cannot be right is not sent', async () => {
    const { hostApi } = await open();
    await giveAccount();
    await click('input[value="network"]');
    await type('#host', 'http://192.168.1.20/');
    await click('#terminal-given');
    expect(hostApi.setups).toEqual([]);
    expect(find('#host').getAttribute('aria-invalid')).toBe('true');
    await type('#host', '192.168.1.20');
    await click('#terminal-given');
    expect(hostApi.setups).toMatchObject([{ terminal: { link: 'tcp', host: '192.168.1.20', port: 8888 } }]);
  });
  test('nothing is asked again after a step back', async () => {
    const { hostApi } = await open();
    await giveAccount();
    await click('input[value="network"]');
    await type('#host', '192.168.1.20');
    await click('#back');
    await click('#account-given');
    await click('#terminal-given');
    expect(hostApi.setups).toMatchObject([{ account, terminal: { link: 'tcp', host: '192.168.1.20' } }]);
  });
  test('a simulated terminal is not offered in production', async () => {
    await open();
    await giveAccount();
    expect(has('input[value="simulated"]')).toBe(true);
    await click('#back');
    await type('[id="hipay.login"]', '12345678.secure-gateway.hipay-tpp.com');
    await click('#account-given');
    expect(heading()).toBe('Step 2 of 3 Terminal');
    expect(has('input[value="network"]')).toBe(true);
    expect(has('input[value="simulated"]')).toBe(false);
  });
  test('HiPay’s own program is shown, with how to switch it off, and is taken over', async () => {
    const { hostApi } = await open({ setupLook: { serialPorts: [], hipayProgram: foundHipay } });
    for (const text of [foundHipay.path, 'proxy 1234567, nfc 1234568', ...foundHipay.switchOff])
      expect(shownText()).toContain(text);
    await click('#take-over');
    expect(hostApi.setups).toEqual([{ from: 'hipay-program' }]);
  });
  test('HiPay’s file that cannot be used is named with its fault, and not offered', async () => {
    const hipayProgram = { ...foundHipay, fault: 'line 3, column 1: a tab indents the line' };
    await open({ setupLook: { serialPorts: [], hipayProgram } });
    expect(shownText()).toContain('a tab indents the line');
    expect(has('#take-over')).toBe(false);
  });
  test.each([
    [
      'a refusal',
      { written: false, why: 'payment-running', detail: 'a payment runs' },
      'A payment is running',
    ],
    ['no answer', undefined, 'The local service does not answer. Nothing was saved.'],
  ] as const)('%s is shown, and the same way can be tried again', async (_name, setupReply, text) => {
    const { hostApi } = await open({ setupReply });
    await click('#trial');
    expect(shownText()).toContain(text);
    await click('#trial');
    expect(hostApi.setups).toHaveLength(2);
  });
  test('with another port, the guide says where the connector answers now', async () => {
    const till = { user: 'log' };
    await open({ setupReply: { written: true, path: '/home/shop/config.yml', port: 1, till } });
    await click('#trial');
    expect(find('#new-address').getAttribute('href')).toBe('http://localhost:1/');
    expect(shownText()).not.toContain('opens there');
  });
  test('while the connector starts again, no other words stand in the way', async () => {
    const { connector } = await open();
    await click('#trial');
    connector.show({ sidecar: 'not-paired' });
    await settled();
    expect(shownText()).toContain('The program starts again');
    expect(shownText()).not.toContain('not paired');
    connector.show({ sidecar: 'away' });
    await settled();
    expect(shownText()).not.toContain('by hand');
    connector.show({ sidecar: 'connected' });
    await comeBack(connector);
    connector.show({ sidecar: 'away' });
    await settled();
    expect(shownText()).toContain('by hand');
  });
  test('each empty field says that it is missing, all in one round', async () => {
    await open();
    await click('#account');
    await click('#account-given');
    for (const field of [
      'hipay.login',
      'hipay.password',
      'contracts.proxy.merchantId',
      'contracts.proxy.rank',
    ])
      expect(shownText(find(`[id="${field}-error"]`)).trim()).toBe('Missing. Fill this in.');
    expect(shownText()).not.toContain('Not accepted.');
  });
  test('a reason stands once, and a typed password is not called “not set”', async () => {
    await open();
    await click('#account');
    expect(shownText(find('[id="hipay.password-hint"]'))).toContain('Not set.');
    await type('[id="hipay.password"]', 'x');
    expect(has('[id="hipay.password-hint"]') && shownText(find('[id="hipay.password-hint"]'))).not.toContain(
      'Not set.',
    );
    await type('[id="contracts.proxy.rank"]', '12345');
    const hint = shownText(find('[id="contracts.proxy.rank-hint"]')).trim();
    await click('#account-given');
    expect(shownText().split(hint)).toHaveLength(1 + (has('[id="contracts.nfc.rank-hint"]') ? 2 : 1));
  });
  test('set up in another tab: the guide says so, and goes to its last step', async () => {
    const { connector } = await open();
    await comeBack(connector);
    expect(heading()).toBe('Step 3 of 3 First payment');
    expect(shownText()).toContain('It was done in another tab or by another person.');
  });
});

describe('after the trial', () => {
  const tried = (connector: FakeConnector) => {
    connector.now = { ...connector.now, firstSetup: 'trial' };
    connector.show({});
    return settled();
  };
  test('the last step leads to the real account', async () => {
    const { hostApi, connector } = await open();
    await click('#trial');
    await tried(connector);
    expect(heading()).toBe('Step 3 of 3 First payment');
    await click('#real-account');
    expect(heading()).toBe('Step 1 of 3 Your shop');
    await type('[id="hipay.login"]', account.login);
    await type('[id="hipay.password"]', account.password);
    await type('[id="contracts.proxy.merchantId"]', '1234567');
    await type('[id="contracts.proxy.paymentApplication"]', '001');
    await type('[id="contracts.proxy.rank"]', '001');
    await click('#account-given');
    await click('input[value="simulated"]');
    await click('#terminal-given');
    expect(hostApi.setups.at(-1)).toEqual({ from: 'guide', account, terminal: { link: 'simulated' } });
    expect(shownText()).toContain('The program starts again');
    await comeBack(connector);
    expect(heading()).toBe('Step 3 of 3 First payment');
    expect(has('#real-account')).toBe(false);
  });
  test('the settings lead to it too, and the trial is not offered again', async () => {
    await open(
      {},
      new FakeConnector(calmSnapshot({ firstSetup: 'trial', simulated }), shopSettings({}, true)),
    );
    expect(heading()).toBe('Step 1 of 3 Your shop');
    expect(find('#trial').closest<HTMLElement>('.field')?.hidden).toBe(true);
    location.hash = '#/settings';
    await settled();
    await settled();
    expect(find('#real-account').getAttribute('href')).toBe('#/start');
  });
});

test('a sidecar with a configuration shows the other guide', async () => {
  await open({}, new FakeConnector(calmSnapshot(), shopSettings({}, true)));
  expect(has('ecr-shop-guide')).toBe(false);
  expect(has('ecr-first-run')).toBe(true);
});
