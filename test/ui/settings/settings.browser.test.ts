import { expect, test, vi } from 'vitest';
import { settings } from '../../../src/core/settings/settings.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';

const open = (connector = new FakeConnector()) => mount({ connector, area: 'settings' });
const byId = (name: string) => `[id="${name}"]`;
const save = async () => {
  find<HTMLFormElement>('form').requestSubmit();
  await settled();
};

test('typed values are saved, and an empty password keeps the stored one', async () => {
  const { connector } = await open();
  await type(byId('terminal.registerNumber'), '07');
  await type(byId('authorizationThresholdMinor'), '50,00');
  await type(byId('currencies'), 'eur, gbp');
  await choose('#preset', '9600 7E1');
  await save();
  expect(connector.called('saveSettings')).toMatchObject([
    {
      settings: {
        terminal: { registerNumber: '07', serial: { dataBits: 7, parity: 'even' } },
        hipay: { login: '94600001.stage', password: '' },
        authorizationThresholdMinor: 5000,
        currencies: ['EUR', 'GBP'],
      },
    },
  ]);
  expect(shownText()).toContain('Settings saved.');
});

test('no secret is requested if the sidecar notifies HiPay', async () => {
  const relayed = { ...settings.parse({}).hipay, login: '94600001.stage', route: 'relay' as const };
  await open(new FakeConnector(calmSnapshot(), shopSettings({ hipay: relayed })));
  expect(find<HTMLInputElement>(byId('hipay.login')).value).toBe('94600001.stage');
  expect(has(byId('hipay.password'))).toBe(false);
  expect(has(byId('hipay.hashKey'))).toBe(false);
  expect(shownText()).toContain('The local service keeps HiPay’s password');
});

test('shows the digests of the build, to compare them with a release', async () => {
  const build = { page: '0a'.repeat(32), sidecar: 'f1'.repeat(32) };
  const { hostApi } = await open();
  expect(has('.digests')).toBe(false);
  hostApi.show({ build });
  await settled();
  expect(shownText(find('.digests'))).toContain(`page ${build.page}, local service ${build.sidecar}`);
});

test('a password is never shown, only that it is set', async () => {
  const { connector } = await open();
  const field = find<HTMLInputElement>(byId('hipay.password'));
  expect(field.type).toBe('password');
  expect(field.value).toBe('');
  expect(find(byId('hipay.password-hint')).textContent).toContain('Is set.');
  await type(byId('hipay.password'), 'n3w');
  await save();
  expect(connector.called('saveSettings')).toMatchObject([{ settings: { hipay: { password: 'n3w' } } }]);
  expect(find<HTMLInputElement>(byId('hipay.password')).value).toBe('');
});

test.each([
  ['terminal.registerNumber', '7', 'Two digits or capital letters'],
  ['contracts.proxy.merchantId', 'a b', '1 to 32 letters'],
  ['contracts.proxy.paymentApplication', 'cb', 'Three digits or capital letters'],
  ['contracts.proxy.rank', '1', 'Three digits'],
  ['currencies', 'EUR, EURO', 'Unknown currency: EURO.'],
  ['currencies', '', 'At least one currency.'],
  ['authorizationThresholdMinor', '5.555', 'An amount such as 50.00'],
  ['notificationWaitMs', '60001', 'from 0 to 60000'],
  ['terminal.timers.customerMs', 'soon', 'from 1000 to 900000'],
])('%s = %j is refused beside its field', async (name, value, words) => {
  const { connector } = await open();
  await type(byId(name), value);
  await save();
  expect(find(byId(`${name}-error`)).textContent).toContain(words);
  expect(find(byId(name)).getAttribute('aria-invalid')).toBe('true');
  expect(find(byId(name)).matches(':focus')).toBe(true);
  expect(connector.called('saveSettings')).toEqual([]);
  expect(shownText()).toContain('see the marked fields');
});

test('custom line settings have their own fields, with limits', async () => {
  await open();
  expect(has(byId('terminal.serial.baudRate'))).toBe(false);
  await choose('#preset', 'custom');
  await type(byId('terminal.serial.baudRate'), '12');
  await save();
  expect(find(byId('terminal.serial.baudRate-error')).textContent).toContain('from 110 to 256000');
});

test('a contract can be switched off', async () => {
  const { connector } = await open();
  await click('[name="contracts.proxy"]');
  expect(has(byId('contracts.proxy.rank'))).toBe(false);
  await save();
  expect(connector.called('saveSettings')).toMatchObject([{ settings: { contracts: {} } }]);
});

test('WebUSB can be chosen as the link to the terminal', async () => {
  const { connector } = await open();
  await choose(byId('terminal.link'), 'web-usb');
  await save();
  expect(connector.called('saveSettings')).toMatchObject([{ settings: { terminal: { link: 'web-usb' } } }]);
});

test('shows only the fields of the chosen link and language', async () => {
  await open();
  expect(has(byId('preset'))).toBe(true);
  expect(has('[name="terminal.longAnswer"]')).toBe(true);
  expect(has(byId('terminal.caisseAp.version'))).toBe(false);
  await choose(byId('terminal.language'), 'caisse-ap-v3');
  expect(has('[name="terminal.longAnswer"]')).toBe(false);
  expect(has('[name="terminal.receipts"]')).toBe(true);
  expect(has(byId('terminal.caisseAp.protocolId'))).toBe(true);
  expect(has(byId('preset'))).toBe(true);
  await choose(byId('terminal.link'), 'tcp');
  expect(has(byId('preset'))).toBe(false);
  await choose(byId('terminal.link'), 'simulated');
  expect(has(byId('preset'))).toBe(false);
  expect(has(byId('terminal.tcp'))).toBe(false);
});

test('Caisse-AP, its version, its identifier, tickets and the language of receipts are saved', async () => {
  const { connector } = await open();
  await choose(byId('terminal.language'), 'caisse-ap-v3');
  await choose(byId('terminal.caisseAp.version'), '0320');
  await type(byId('terminal.caisseAp.protocolId'), '12345');
  await choose(byId('terminal.receiptLanguage'), 'it');
  await click('[name="terminal.receipts"]');
  await save();
  expect(find(byId('terminal.caisseAp.protocolId-error')).textContent).toContain('Twelve digits');
  expect(connector.called('saveSettings')).toEqual([]);
  await type(byId('terminal.caisseAp.protocolId'), '330538600404');
  await save();
  expect(connector.called('saveSettings')).toMatchObject([
    {
      settings: {
        terminal: {
          language: 'caisse-ap-v3',
          caisseAp: { version: '0320', protocolId: '330538600404' },
          receipts: false,
          receiptLanguage: 'it',
        },
      },
    },
  ]);
});

test('a wrong value in a hidden field does not prevent saving', async () => {
  const { connector } = await open();
  await choose(byId('terminal.language'), 'caisse-ap-v3');
  await type(byId('terminal.caisseAp.protocolId'), 'x');
  await choose(byId('terminal.language'), 'concert-v2-e');
  await choose('#preset', 'custom');
  await type(byId('terminal.serial.baudRate'), '12');
  await choose(byId('terminal.link'), 'simulated');
  await save();
  expect(connector.called('saveSettings')).toMatchObject([
    {
      settings: {
        terminal: {
          language: 'concert-v2-e',
          serial: { baudRate: 9600 },
          caisseAp: { protocolId: '012345678901' },
        },
      },
    },
  ]);
});

const onNetwork = shopSettings({
  terminal: { link: 'tcp', language: 'caisse-ap-v3', tcp: { host: '192.0.2.7', port: 20002 } } as never,
});

test('the address of a terminal on the network is shown and cannot be changed', async () => {
  const { connector } = await open(new FakeConnector(calmSnapshot(), onNetwork));
  const address = find<HTMLInputElement>(byId('terminal.tcp'));
  expect([address.value, address.readOnly]).toEqual(['192.0.2.7:20002', true]);
  expect(find(byId('terminal.tcp-hint')).textContent).toContain('terminal_host');
  await choose(byId('terminal.language'), 'concert-v2-e');
  await save();
  expect(find(byId('terminal.language-error')).textContent).toContain('speaks Caisse-AP V3');
  await choose(byId('terminal.language'), 'caisse-ap-v3');
  await save();
  expect(connector.called('saveSettings')).toMatchObject([
    { settings: { terminal: { link: 'tcp', tcp: { host: '192.0.2.7', port: 20002 } } } },
  ]);
});

test('a network terminal cannot be chosen without an address, and the page says where to write it', async () => {
  const { connector } = await open();
  await choose(byId('terminal.link'), 'tcp');
  await save();
  expect(find(byId('terminal.link-error')).textContent).toContain('terminal_host and terminal_port');
  expect(connector.called('saveSettings')).toEqual([]);
});

test('production refuses a simulated terminal', async () => {
  const { connector } = await open();
  await choose(byId('environment'), 'prod');
  await choose(byId('terminal.link'), 'simulated');
  await save();
  expect(find(byId('terminal.link-error')).textContent).toContain('Nothing simulated');
  expect(connector.called('saveSettings')).toEqual([]);
});

test('a refusal by the connector is shown with its reason', async () => {
  const connector = new FakeConnector();
  connector.onSave = () => ({ saved: false, failure: 'cannot-record', detail: 'QuotaExceededError' });
  await open(connector);
  await save();
  expect(shownText()).toContain('The settings were not saved.');
  expect(shownText()).toContain('QuotaExceededError');
});

test('a connector that does not answer has saved nothing: typed values stay, and there is nothing to undo', async () => {
  const { connector } = await open();
  connector.saveSettings = () => Promise.reject(new Error('gone'));
  await type(byId('terminal.registerNumber'), '07');
  await save();
  expect(shownText(find('.save'))).toContain('No answer. Reload this page');
  expect(find<HTMLInputElement>(byId('terminal.registerNumber')).value).toBe('07');
  await click('#discard');
  expect(has('#undo')).toBe(false);
});

test('settings from a configuration file are read-only and say where to change them', async () => {
  await open(new FakeConnector(calmSnapshot(), shopSettings({}, true)));
  expect(find<HTMLInputElement>(byId('hipay.login')).matches(':disabled')).toBe(true);
  expect(has('.save')).toBe(false);
  expect(shownText()).toContain('config.yml');
});

test('typed values stay when another tab changes the settings', async () => {
  const { connector } = await open();
  await type(byId('hipay.login'), 'typed');
  connector.visible = shopSettings({ terminal: { registerNumber: '42' } as never });
  connector.show({ sidecar: 'away' });
  await settled();
  expect(find<HTMLInputElement>(byId('hipay.login')).value).toBe('typed');
  expect(find<HTMLInputElement>(byId('terminal.registerNumber')).value).toBe('42');
});

test.each([
  ['kept', /Kept .*Never clear the site data/, 'Install this app'],
  ['may-be-cleared', /May be cleared by the browser .*Install this app/, 'does not say'],
  ['not-known', /The browser does not say .*Install this app/, 'Kept '],
] as const)('storage that is %s is shown in plain words', async (kept, said, unsaid) => {
  await mount({ area: 'settings', page: { storage: { kept, usedBytes: 2e6, freeBytes: 8e9 } } });
  const text = shownText(find('ecr-storage-card'));
  expect(text.replace(/.*Storage/, '')).toMatch(said);
  expect(shownText(find('ecr-storage-card')) + find('ecr-storage-card').shadowRoot!.innerHTML).not.toContain(
    unsaid,
  );
  expect(text).toContain('2 MB used, 8 GB free.');
});

test('the recording is saved as a file with one click', async () => {
  const { connector } = await mount({ area: 'settings' });
  const saved: { name: string; text: Promise<string> }[] = [];
  const press = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, text: fetch(this.href).then((reply) => reply.text()) });
  });
  await click('#save-diagnostics');
  press.mockRestore();
  expect(saved[0]?.name).toMatch(/^hipay-ecr-diagnostics-[\d-]+\.jsonl$/);
  expect(JSON.parse((await saved[0]?.text) ?? '')).toMatchObject({ kind: 'about' });
  connector.exportRecording = () => Promise.reject(new Error('gone'));
  await click('#save-diagnostics');
  expect(shownText(find('ecr-diagnostics-card'))).toContain('The file could not be made.');
});

test('a copy of the payments is added from a file, and the result is shown', async () => {
  const { connector } = await mount({ area: 'settings' });
  const chooser = find('ecr-records-card').shadowRoot!.querySelector('input')!;
  const add = async (text: string) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'copy.json'));
    chooser.files = files.files;
    chooser.dispatchEvent(new Event('change'));
    await settled();
  };
  await add('{"kind":"hipay-ecr-records"}');
  // The page reads the file first, which takes longer than a picture on a busy machine.
  await expect.poll(() => shownText(find('ecr-records-card'))).toContain('3 added, 4 were here already.');
  expect(connector.called('importRecords')).toEqual([{ text: '{"kind":"hipay-ecr-records"}' }]);
  connector.importRecords = async () => ({ imported: false, failure: 'request-invalid', detail: 'no copy' });
  await add('hello');
  await expect
    .poll(() => shownText(find('ecr-records-card')))
    .toContain('This file is not a copy of payments.');
  connector.importRecords = async () => ({ imported: false, failure: 'payment-running', detail: 'one runs' });
  await add('{}');
  const said = () => find('ecr-records-card').shadowRoot!.querySelector('.bad')?.textContent;
  await expect.poll(said).toContain('one runs');
  connector.importRecords = async () => ({ imported: true, added: 3, known: 4, more: true });
  await add('{}');
  await expect
    .poll(said)
    .toContain('3 added, 4 were here already. The rest of the file is missing or damaged.');
});

test('a copy of many payments is saved completely, one piece on each line', async () => {
  const { connector } = await mount({ area: 'settings' });
  const next = { createdAt: 1, paymentId: 'p' };
  connector.exportRecordsPiece = async ({ after }) => (after ? { text: '2' } : { text: '1', next });
  const saved: { name: string; text: Promise<string> }[] = [];
  const press = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, text: fetch(this.href).then((reply) => reply.text()) });
  });
  await click('#save-records');
  press.mockRestore();
  expect(saved[0]?.name).toMatch(/^hipay-ecr-payments-[\d-]+\.jsonl$/);
  expect(await saved[0]?.text).toBe('1\n2\n');
});
