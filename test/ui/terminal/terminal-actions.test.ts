import { expect, test } from 'vitest';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import { availableActions } from '../../../src/ui/terminal/terminal-buttons.ts';
import { calmSnapshot, shopSettings } from '../helpers/fake-connector.ts';

type State = Snapshot['terminal']['state'];
interface Case {
  readonly state?: State;
  readonly simulated?: boolean;
  readonly environment?: Snapshot['environment'];
  readonly settings?: 'unread' | 'provisioned';
  readonly tcp?: true;
  readonly link?: 'web-usb';
  readonly noSerial?: true;
}

/** The names of the offered actions, joined. */
function offeredActions(situation: Case): string {
  const terminal = { ...calmSnapshot().terminal, state: situation.state ?? 'ready' };
  const simulated = { terminal: situation.simulated ?? false, gateway: false };
  const snapshot = calmSnapshot({ terminal, simulated, environment: situation.environment ?? 'dev' });
  const over = situation.tcp ? shopSettings({ terminal: { link: 'tcp' } as never }) : shopSettings();
  const all = availableActions({
    snapshot,
    settings:
      situation.settings === 'unread'
        ? undefined
        : { ...over, provisioned: situation.settings === 'provisioned' },
    link: situation.link ?? 'web-serial',
    browserLinks: { serial: !situation.noSerial, usb: true },
  });
  return Object.entries(all)
    .flatMap(([name, offered]) => (offered ? [name] : []))
    .join(' ');
}

test.each<[string, Case, string]>([
  ['ready', {}, 'check find connect'],
  ['before the settings are read', { settings: 'unread' }, 'check connect'],
  ['no terminal chosen', { state: 'not-chosen' }, 'connect useSimulated'],
  ['no terminal chosen, in production', { state: 'not-chosen', environment: 'prod' }, 'connect'],
  [
    'no terminal chosen, with a configuration file',
    { state: 'not-chosen', settings: 'provisioned' },
    'connect',
  ],
  ['wrong line settings', { state: 'garbled' }, 'check find findFixes connect'],
  ['on the network', { tcp: true }, 'check find'],
  ['simulated', { simulated: true }, 'check useReal'],
  ['simulated and not open yet', { simulated: true, state: 'not-chosen' }, 'check useReal'],
  ['simulated, with a configuration file', { simulated: true, settings: 'provisioned' }, 'check'],
  ['held by another program, over Web Serial', { state: 'in-use' }, 'check find connect'],
  [
    'held by another program, over WebUSB',
    { state: 'in-use', link: 'web-usb' },
    'check find connect useSerial',
  ],
  [
    'held by another program, without Web Serial',
    { state: 'in-use', link: 'web-usb', noSerial: true },
    'check find connect',
  ],
  ['free, over WebUSB', { link: 'web-usb' }, 'check find connect'],
])('%s: %j offers %s', (_name, situation, offered) => {
  expect(offeredActions(situation)).toBe(offered);
});
