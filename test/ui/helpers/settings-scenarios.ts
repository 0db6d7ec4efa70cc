import { sections } from '../../../src/ui/settings/settings-sections.ts';
import { calmSnapshot, FakeConnector, shopSettings } from './fake-connector.ts';
import { find, giveFile, settled, type } from './mount.ts';
import type { Scenario } from './scenarios.ts';

const settings = (afterwards: () => void | Promise<void>, clicks: readonly string[] = []): Scenario => ({
  area: 'settings',
  connector: new FakeConnector(),
  afterwards,
  clicks,
});

const changeRegister = () => type('[id="terminal.registerNumber"]', '07');

/** A file of another shop, with settings that no file may set. */
const otherShop = JSON.stringify({
  kind: 'hipay-ecr-settings',
  version: 1,
  settings: {
    environment: 'stage',
    terminal: {
      registerNumber: '12',
      caisseAp: { version: '0320' },
      tcp: { host: '192.0.2.7' },
      colour: 'blue',
    },
    hipay: { login: '94600002.stage', password: 'secret' },
    currencies: ['EURO'],
  },
});

export const settingsScenarios: Readonly<Record<string, () => Scenario>> = {
  'settings-searched': () => settings(() => type('#search', 'pause')),
  'settings-searched-unused': () => settings(() => type('#search', 'protocol')),
  'settings-not-found': () => settings(() => type('#search', 'zebra')),
  'settings-unsaved': () => settings(changeRegister),
  'settings-discarded': () => settings(changeRegister, ['#discard']),
  'settings-leave': () =>
    settings(async () => {
      await changeRegister();
      location.hash = '#/pay';
      await settled();
    }),
  'settings-advanced': () =>
    settings(() => {
      find<HTMLDetailsElement>('.advanced').open = true;
    }),
  'settings-readonly': () => ({
    area: 'settings',
    connector: new FakeConnector(calmSnapshot(), shopSettings({}, true)),
  }),
  ...Object.fromEntries(
    sections
      .slice(1)
      .map((section) => [
        `settings-${section}`,
        (): Scenario => ({ area: 'settings', place: section, connector: new FakeConnector() }),
      ]),
  ),
  'settings-saved': () => settings(changeRegister, ['.save button.primary']),
  'settings-undone': () => settings(changeRegister, ['.save button.primary', '#undo']),
  'settings-file-taken': () => ({
    ...settings(() => giveFile('ecr-settings-file-card', otherShop)),
    place: 'backup',
  }),
  'settings-file-wrong': () => ({
    ...settings(() => giveFile('ecr-settings-file-card', 'hello')),
    place: 'backup',
  }),
};
