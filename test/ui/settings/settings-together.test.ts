import { expect, test } from 'vitest';
import { settingsFault } from '../../../src/core/settings/settings-checks.ts';
import { settingsOf } from '../../../src/core/settings/visible-settings.ts';
import { readSettings } from '../../../src/ui/settings/read-settings.ts';
import { draftOfSettings } from '../../../src/ui/settings/settings-draft.ts';
import { shopSettings } from '../helpers/fake-connector.ts';

const links = ['web-serial', 'web-usb', 'tcp', 'simulated'] as const;
const languages = ['concert-v2-e+', 'concert-v2-e', 'caisse-ap-v3'] as const;

test('the form refuses each combination that the connector refuses, and no other', () => {
  let refused = 0;
  for (const environment of ['dev', 'prod'] as const)
    for (const link of links)
      for (const language of languages)
        for (const host of ['', '192.0.2.7'])
          for (const gatewayUrl of ['', 'http://127.0.0.1:9']) {
            const terminal = { link, language, tcp: { host } };
            const hipay = { login: 'a', gatewayUrl };
            const visible = shopSettings({ environment, terminal, hipay } as never);
            const fault = settingsFault(settingsOf(visible));
            const read = readSettings(draftOfSettings(visible), visible);
            expect(read.ok, `${JSON.stringify(terminal)} ${environment}: ${fault}`).toBe(fault === undefined);
            if (fault) refused++;
          }
  expect(refused).toBeGreaterThan(20);
});
