import { expect, test } from 'vitest';
import { settingsFileText } from '../../../src/core/settings/settings-file.ts';
import { readIntoForm } from '../../../src/ui/settings/ecr-settings-file-card.ts';
import {
  changesBetween,
  draftOfSettings,
  hasNewSecret,
  isUsed,
} from '../../../src/ui/settings/settings-draft.ts';
import { shopSettings } from '../helpers/fake-connector.ts';

const about = { program: '0.1.0', savedAt: '2026-11-23T09:00:00.000Z' };
const file = (inside: unknown) =>
  JSON.stringify({ kind: 'hipay-ecr-settings', version: 1, settings: inside });

test('a file with the same settings changes nothing', () => {
  const shop = shopSettings({ authorizationThresholdMinor: 5000 });
  expect(readIntoForm(settingsFileText(shop, about), shop)).toEqual({
    result: { changed: [], notTaken: [] },
    edits: {},
  });
});

test('only differences come into the form, contracts with their fields', () => {
  const { result, edits } = readIntoForm(
    file({
      terminal: { registerNumber: '07', serial: { baudRate: 9600, parity: 'even' } },
      contracts: { nfc: { merchantId: '9', paymentApplication: '0CB', rank: '002' } },
      authorizationThresholdMinor: 1050,
    }),
    shopSettings(),
  );
  expect(edits).toEqual({
    'terminal.registerNumber': '07',
    'terminal.serial.parity': 'even',
    'contracts.nfc': true,
    'contracts.nfc.merchantId': '9',
    'contracts.nfc.paymentApplication': '0CB',
    'contracts.nfc.rank': '002',
    authorizationThresholdMinor: '10.50',
  });
  expect(result).toEqual({ changed: Object.keys(edits), notTaken: [] });
});

test('settings of a file that are not taken are reported with the reason', () => {
  const { result, edits } = readIntoForm(
    file({
      terminal: { caisseAp: { version: '0320' }, colour: 'blue' },
      hipay: { password: 'x' },
      currencies: [],
    }),
    shopSettings(),
  );
  expect(edits).toEqual({});
  expect(result).toEqual({
    changed: [],
    notTaken: [
      { path: 'terminal.colour', name: undefined, why: 'whyUnknown' },
      { path: 'hipay.password', name: 'hipay.password', why: 'whySecret' },
      { path: 'currencies', name: 'currencies', why: 'whyInvalid' },
      { path: 'terminal.caisseAp.version', name: 'terminal.caisseAp.version', why: 'whyUnused' },
    ],
  });
});

test('a file that removes a contract switches it off, and nothing is reported about its fields', () => {
  const { edits, result } = readIntoForm(file({ contracts: { proxy: null } }), shopSettings());
  expect(edits).toMatchObject({ 'contracts.proxy': false });
  expect(result).toMatchObject({ notTaken: [] });
});

test.each([
  ['hello', 'noSettings'],
  ['{"kind":"hipay-ecr-settings","version":9,"settings":{}}', 'newer'],
])('an unusable file changes nothing: %s', (text, result) => {
  expect(readIntoForm(text, shopSettings())).toEqual({ result, edits: {} });
});

test('the changes between two drafts have the values of the second one, and never a secret', () => {
  const before = draftOfSettings(shopSettings());
  const after = { ...before, 'hipay.login': 'new', 'hipay.password': 'secret' };
  expect(changesBetween(before, after)).toEqual({ 'hipay.login': 'new' });
  expect(changesBetween(after, before)).toEqual({ 'hipay.login': '94600001.stage' });
  expect([hasNewSecret(after), hasNewSecret(before)]).toEqual([true, false]);
});

test('HiPay’s password is in use only if this browser notifies HiPay itself', () => {
  const draft = draftOfSettings(shopSettings());
  expect(isUsed('hipay.password', draft, 'direct')).toBe(true);
  expect(isUsed('hipay.password', draft, 'relay')).toBe(false);
});
