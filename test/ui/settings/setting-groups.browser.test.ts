import { expect, test } from 'vitest';
import { fieldNames } from '../../../src/ui/settings/settings-draft.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, deep, find, mount, settled, shownText } from '../helpers/mount.ts';

const contract = { merchantId: '1234567', paymentApplication: '0CB', rank: '001' };
const shop = shopSettings({ contracts: { proxy: contract, nfc: contract } });
const open = () => mount({ connector: new FakeConnector(calmSnapshot(), shop), area: 'settings' });
const byId = (name: string) => `[id="${name}"]`;
const save = async () => {
  find<HTMLFormElement>('form').requestSubmit();
  await settled();
};
const drawn = () =>
  [...deep(document)].filter((each) => each.matches('form [name]')).map((each) => each.getAttribute('name'));

test('every field is drawn for some choice of language and link, and only once', async () => {
  await open();
  await choose('#preset', 'custom');
  const fields = drawn();
  await choose(byId('terminal.language'), 'caisse-ap-v3');
  fields.push(...drawn());
  await choose(byId('terminal.link'), 'simulated');
  expect(new Set(drawn()).size).toBe(drawn().length);
  fields.push(...drawn());
  expect([...new Set(fields)].sort()).toEqual([...fieldNames].sort());
});

test('a list still shows its choice after other lists have been changed', async () => {
  await open();
  const chosen = (name: string) => find<HTMLSelectElement>(byId(name)).value;
  await choose(byId('terminal.link'), 'simulated');
  await choose(byId('terminal.language'), 'concert-v2-e');
  await choose(byId('terminal.language'), 'caisse-ap-v3');
  await choose(byId('terminal.caisseAp.version'), '0301');
  await choose(byId('terminal.receiptLanguage'), 'pt');
  await choose(byId('terminal.link'), 'web-serial');
  expect([chosen('terminal.language'), chosen('terminal.caisseAp.version')]).toEqual([
    'caisse-ap-v3',
    '0301',
  ]);
  await choose(byId('terminal.language'), 'concert-v2-e');
  expect(chosen('terminal.receiptLanguage')).toBe('pt');
});

test('the contracts of the list are shown, and the form keeps them', async () => {
  const meal = { name: 'Meal vouchers', merchantId: '7654321', paymentApplication: '00E', rank: '002' };
  const connector = new FakeConnector(
    calmSnapshot(),
    shopSettings({ contracts: { proxy: contract }, contractList: [meal] }),
  );
  await mount({ connector, area: 'settings' });
  expect(shownText(find('ecr-settings-screen'))).toMatch(/Meal vouchers\s*: 7654321\s*, 00E\s*, 002/);
  await save();
  expect(connector.called('saveSettings')).toMatchObject([{ settings: { contractList: [meal] } }]);
});

test('Concert V2 with a list of contracts and no pair is refused in words', async () => {
  const meal = { name: 'Meal vouchers', merchantId: '7654321', paymentApplication: '00E', rank: '002' };
  const connector = new FakeConnector(
    calmSnapshot(),
    shopSettings({ contracts: { proxy: contract }, contractList: [meal] }),
  );
  await mount({ connector, area: 'settings' });
  await click('[name="contracts.proxy"]');
  await save();
  expect(shownText(find('ecr-settings-screen'))).toContain('Concert V2 does not say which contract was used');
  expect(connector.called('saveSettings')).toEqual([]);
});
