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
