import { expect, it } from 'vitest';
import { hideSecrets } from '../../../src/core/settings/visible-settings.ts';
import { readSettings } from '../../../src/ui/settings/read-settings.ts';
import { draftOfSettings } from '../../../src/ui/settings/settings-draft.ts';
import { someSettings } from '../../fakes/payment-examples.ts';

it('settings that the form does not show are kept', () => {
  const visible = hideSecrets(
    someSettings({
      terminal: {
        language: 'caisse-ap-v3',
        receipts: false,
        caisseAp: { version: '0320', protocolId: '247300123456' },
        tcp: { host: '10.0.0.5', port: 20_002 },
      },
    }),
    false,
  );
  const read = readSettings({ ...draftOfSettings(visible), 'terminal.registerNumber': '07' }, visible);
  expect(read.ok && read.settings.terminal).toEqual({ ...visible.terminal, registerNumber: '07' });
});

it.each([
  ['hipay.login', '1234\u00a05678.stage', 'U+00A0', '5'],
  ['hipay.password', 'Test\u200b_1', 'U+200B', '5'],
  ['contracts.proxy.merchantId', '123\u202f4567', 'U+202F', '4'],
] as const)('names an invisible character in %s, with its place', (field, text, character, place) => {
  const visible = hideSecrets(someSettings(), false);
  const draft = { ...draftOfSettings(visible), 'contracts.proxy': true, [field]: text };
  const read = readSettings(draft, visible);
  expect(read.ok ? {} : read.problems).toMatchObject({ [field]: { kind: 'invisible', character, place } });
  expect(readSettings({ ...draft, [field]: '1234567\u00a0' }, visible)).toMatchObject(
    expect.not.objectContaining({ problems: { [field]: { kind: 'invisible' } } }),
  );
});
