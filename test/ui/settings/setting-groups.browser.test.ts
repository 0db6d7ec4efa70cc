import { expect, test } from 'vitest';
import { fieldNames } from '../../../src/ui/settings/settings-draft.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, deep, find, mount } from '../helpers/mount.ts';

const contract = { merchantId: '1234567', paymentApplication: '0CB', rank: '001' };
const shop = shopSettings({ contracts: { proxy: contract, nfc: contract } });
const open = () => mount({ connector: new FakeConnector(calmSnapshot(), shop), area: 'settings' });
const named = (name: string) => `[id="${name}"]`;
const drawn = () =>
  [...deep(document)].filter((each) => each.matches('form [name]')).map((each) => each.getAttribute('name'));

test('every field that is in use is drawn once', async () => {
  await open();
  await choose('#preset', 'custom');
  const fields = drawn();
  await choose(named('terminal.language'), 'caisse-ap-v3');
  fields.push(...drawn());
  await choose(named('terminal.link'), 'simulated');
  expect(new Set(drawn()).size).toBe(drawn().length);
  fields.push(...drawn());
  expect([...new Set(fields)].sort()).toEqual([...fieldNames].sort());
});

test('a list still shows its choice after the lists around it have changed', async () => {
  await open();
  const chosen = (name: string) => find<HTMLSelectElement>(named(name)).value;
  await choose(named('terminal.link'), 'simulated');
  await choose(named('terminal.language'), 'concert-v2-e');
  await choose(named('terminal.language'), 'caisse-ap-v3');
  await choose(named('terminal.caisseAp.version'), '0301');
  await choose(named('terminal.receiptLanguage'), 'pt');
  await choose(named('terminal.link'), 'web-serial');
  expect([chosen('terminal.language'), chosen('terminal.caisseAp.version')]).toEqual([
    'caisse-ap-v3',
    '0301',
  ]);
  await choose(named('terminal.language'), 'concert-v2-e');
  expect(chosen('terminal.receiptLanguage')).toBe('pt');
});
