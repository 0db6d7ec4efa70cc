import { expect, test, vi } from 'vitest';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, giveFile, has, mount, settled, shownText, type } from '../helpers/mount.ts';

const byId = (name: string) => `[id="${name}"]`;
const open = (connector = new FakeConnector(), language: 'en' | 'fr' = 'en') =>
  mount({ connector, area: 'settings', language });
const save = async () => {
  find<HTMLFormElement>('form').requestSubmit();
  await settled();
};
const saved = (connector: FakeConnector) => connector.called('saveSettings') as { settings: unknown }[];

test('a search finds settings by their words, in the person’s language and without accents', async () => {
  await open(new FakeConnector(), 'fr');
  await type('#search', 'numero');
  expect(has(byId('terminal.serialNumber'))).toBe(true);
  expect(has(byId('currencies'))).toBe(false);
  expect(has('ecr-storage-card')).toBe(false);
  await type('#search', 'navigateur');
  expect(has('ecr-storage-card')).toBe(true);
  await click('#show-all');
  expect(find<HTMLInputElement>('#search').value).toBe('');
  expect(has(byId('currencies'))).toBe(true);
});

test('a search finds collapsed settings, and names those that do not apply now', async () => {
  await open();
  await type('#search', 'baud');
  expect(has(byId('terminal.serial.baudRate'))).toBe(true);
  expect(shownText(find('.found'))).toContain('Settings found: 1');
  await type('#search', 'pause');
  expect(find<HTMLDetailsElement>('details.card').open).toBe(true);
  await type('#search', 'protocol identifier');
  expect(shownText(find('.found'))).toContain('Not asked for with what is chosen now: Protocol identifier.');
  await type('#search', 'zebra');
  expect(shownText(find('.found'))).toContain('No setting has these words.');
});

test('a wrong field stays visible during any search', async () => {
  const { connector } = await open();
  await type(byId('currencies'), '');
  await type('#search', 'register');
  await save();
  expect(has(byId('currencies'))).toBe(true);
  expect(find(byId('currencies')).matches(':focus')).toBe(true);
  expect(saved(connector)).toEqual([]);
});

test('unsaved changes can be discarded', async () => {
  const { connector } = await open();
  expect(has('#discard')).toBe(false);
  await type(byId('terminal.registerNumber'), '7');
  await save();
  expect(has(byId('terminal.registerNumber-error'))).toBe(true);
  await click('#discard');
  expect(find<HTMLInputElement>(byId('terminal.registerNumber')).value).toBe('01');
  expect(find(byId('terminal.registerNumber')).getAttribute('aria-invalid')).toBe('false');
  expect(shownText(find('.save'))).toContain('As stored again.');
  expect(has('#discard')).toBe(false);
  expect(saved(connector)).toEqual([]);
});

test('a typed password alone is a change that can be discarded', async () => {
  await open();
  await type(byId('hipay.password'), 'n3w');
  await click('#discard');
  expect(find<HTMLInputElement>(byId('hipay.password')).value).toBe('');
});

test('undo reverts only the changes of the last save', async () => {
  const { connector } = await open();
  expect(has('#undo')).toBe(false);
  await type(byId('terminal.registerNumber'), '07');
  await choose(byId('environment'), 'stage');
  await save();
  // Another tab changes another setting meanwhile.
  connector.visible = { ...connector.visible, notificationWaitMs: 4000 };
  connector.show({ sidecar: 'away' });
  await settled();
  await click('#undo');
  expect(saved(connector)).toHaveLength(2);
  expect(saved(connector)[1]).toMatchObject({
    settings: { environment: 'dev', terminal: { registerNumber: '01' }, notificationWaitMs: 4000 },
  });
  expect(shownText(find('.save'))).toContain('Undone: as before the last save.');
  expect(has('#undo')).toBe(false);
});

test('undo says that an old password is unknown, and can be tried again when saving fails', async () => {
  const { connector } = await open();
  await type(byId('hipay.login'), 'other');
  await type(byId('hipay.password'), 'n3w');
  await save();
  connector.onSave = () => ({ saved: false, failure: 'cannot-record', detail: 'QuotaExceededError' });
  await click('#undo');
  expect(shownText(find('.save'))).toContain('QuotaExceededError');
  await click('#discard');
  connector.onSave = () => ({ saved: true });
  await click('#undo');
  expect(shownText(find('.save'))).toContain('The old one is not known here');
  expect(saved(connector).at(-1)).toMatchObject({
    settings: { hipay: { login: '94600001.stage', password: '' } },
  });
});

test('the settings are saved as a file, without a password', async () => {
  const { connector } = await open();
  Object.assign(connector.visible.hipay, { password: 'PLANTED' });
  const files: { name: string; text: Promise<string> }[] = [];
  const press = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.push({ name: this.download, text: fetch(this.href).then((reply) => reply.text()) });
  });
  await click('#save-settings-file');
  press.mockRestore();
  expect(files[0]?.name).toMatch(/^hipay-ecr-settings-[\d-]+\.json$/);
  const text = (await files[0]?.text) ?? '';
  expect(JSON.parse(text)).toMatchObject({ kind: 'hipay-ecr-settings', settings: { environment: 'dev' } });
  expect(text).not.toContain('PLANTED');
});

const openSettingsFile = (text: string) => giveFile('ecr-settings-file-card', text);

test('a file fills the form, lists what was not taken, and is saved by the button', async () => {
  const { connector } = await open();
  await openSettingsFile(
    JSON.stringify({
      kind: 'hipay-ecr-settings',
      version: 1,
      settings: { environment: 'prod', terminal: { link: 'simulated' }, hipay: { password: 'x' } },
    }),
  );
  expect(find<HTMLSelectElement>(byId('environment')).value).toBe('prod');
  const shown = shownText(find('ecr-settings-file-card'));
  expect(shown).toMatch(/form: 2\..* Environment .*Terminal/);
  expect(shown).toContain('HiPay password : passwords are never taken from a file');
  expect(saved(connector)).toEqual([]);
  await save();
  expect(find(byId('terminal.link-error')).textContent).toContain('Nothing simulated');
  await choose(byId('terminal.link'), 'web-serial');
  await save();
  expect(saved(connector)).toMatchObject([{ settings: { environment: 'prod', hipay: { password: '' } } }]);
  await openSettingsFile('no settings');
  expect(shownText(find('ecr-settings-file-card'))).toContain('This file holds no settings.');
});

test('with a configuration file, settings can be saved to a file but not read from one', async () => {
  await open(new FakeConnector(calmSnapshot(), shopSettings({}, true)));
  expect(has('#save-settings-file')).toBe(true);
  expect(has('#open-settings-file')).toBe(false);
});
