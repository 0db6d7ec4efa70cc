import { describe, expect, test } from 'vitest';
import type { OperatingSystem } from '../../../src/ui/host-api.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mountTerminal as mount, shownText } from '../helpers/mount.ts';

const help = async (system: OperatingSystem, settings = shopSettings()) => {
  const { hostApi } = await mount({
    connector: new FakeConnector(calmSnapshot(), settings),
    machine: { system },
  });
  hostApi.choice = 'cancelled';
  await click('#connect');
  return shownText(find('ecr-port-help'));
};

describe('nothing was chosen in the browser’s list', () => {
  test.each([
    ['windows', ['Device Manager', 'Node.js: Server-side JavaScript'], ['dialout', 'tp-manager', 'Flatpak']],
    ['macos', ['/dev/tty.usbmodem'], ['dialout', 'Device Manager', 'Snap']],
    [
      'linux',
      [
        'ttyACM0',
        'sudo usermod -aG dialout $USER',
        'snap connect chromium:raw-usb',
        '/run/udev:ro',
        'tp-manager',
      ],
      ['Device Manager'],
    ],
    ['android', ['OTG', '148'], ['nine pins', 'dialout']],
    ['other', ['new serial port'], ['dialout', 'Device Manager']],
  ] as const)(
    '%s: shows the hints for this system, and none for other systems',
    async (system, own, foreign) => {
      const text = await help(system);
      for (const word of [...own, 'Cable', 'Liaison caisse', 'Other programs']) expect(text).toContain(word);
      for (const word of foreign) expect(text).not.toContain(word);
    },
  );
  test('the heading has the focus, and each point can be opened', async () => {
    await help('linux');
    const part = find('ecr-port-help').shadowRoot!;
    expect(part.querySelector('h3')!.matches(':focus')).toBe(true);
    expect(part.querySelectorAll('details').length).toBe(part.querySelectorAll('summary').length);
    expect(find<HTMLDetailsElement>('#cable').open).toBe(true);
    await click('#driver summary');
    expect(find<HTMLDetailsElement>('#driver').open).toBe(true);
  });
});

describe('the menu of the terminal', () => {
  const path = () =>
    [...find('ecr-port-help').shadowRoot!.querySelectorAll('kbd')].map(({ textContent }) => textContent);

  test('is shown as a path if it is known', async () => {
    await help('windows');
    await click('#menu summary');
    expect(path()).toEqual([
      'F',
      '0 TELIUM MANAGER',
      '5 Initialization',
      '1 Parameters',
      'Cash Connection',
      'On',
    ]);
    await choose('#make', 'nepting');
    expect(path().at(-1)).toBe('Concert');
    expect(shownText(find('ecr-port-help'))).toContain('over the network');
  });
  test.each(['verifone', 'other'])('is not shown for %s, because it is not known', async (make) => {
    await help('windows');
    await click('#menu summary');
    await choose('#make', make);
    expect(path()).toEqual([]);
    expect(shownText(find('ecr-port-help'))).toContain('do not guess it');
  });
});

test('WebUSB help does not mention the group of serial ports and the nine-pin cable', async () => {
  const text = await help('linux', shopSettings({ terminal: { link: 'web-usb' } as never }));
  expect(text).not.toContain('dialout');
  expect(text).not.toContain('nine pins');
});

test('says that this browser can reach no terminal, without points to check', async () => {
  const { hostApi } = await mount();
  hostApi.choice = 'unsupported';
  await click('#connect');
  expect(shownText(find('ecr-port-help'))).toContain('Chrome or Edge');
  expect(has('#cable')).toBe(false);
});
