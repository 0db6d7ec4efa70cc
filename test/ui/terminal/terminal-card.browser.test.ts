import { describe, expect, test, vi } from 'vitest';
import { terminalStatus } from '../../../src/core/connector-api/snapshot.ts';
import { texts as common } from '../../../src/texts/en/common.ts';
import { texts as states } from '../../../src/texts/en/states.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import {
  choose,
  click,
  deep,
  find,
  has,
  mountTerminal as mount,
  settled,
  shownText,
} from '../helpers/mount.ts';
import { livePayment } from '../helpers/sample-rows.ts';

const { lamps } = states;
const { usb: usbTexts } = common;

const statusOf = (
  state: (typeof terminalStatus.shape.state.options)[number],
  seenAt = Date.now() - 12_000,
) => ({
  state,
  seenAt,
  description: 'Desk/5000',
  simulated: false,
});

test.each(terminalStatus.shape.state.options)(
  'the status %s is shown with its text and what to do',
  async (state) => {
    await mount({ connector: new FakeConnector(calmSnapshot({ terminal: statusOf(state) })) });
    const text = shownText(find('ecr-terminal-card'));
    expect(text).toContain(lamps[state].label);
    expect(text).toContain(lamps[state].todo);
  },
);

test('a terminal on the network that is off has no cable to plug in', async () => {
  const terminal = { ...statusOf('away'), overNetwork: true };
  await mount({ connector: new FakeConnector(calmSnapshot({ terminal })) });
  const text = shownText(find('ecr-terminal-card'));
  expect(text).toContain('Terminal not reached');
  expect(text).toMatch(/switched on.*network.*address.*Settings/);
  expect(text).not.toMatch(/cable|unplugged/);
});

test('a port held by another program is explained in the screen’s language; the browser’s English message is in the details', async () => {
  const browserMessage = 'Failed to open serial port.';
  const held = (state: Parameters<typeof statusOf>[0]) => ({
    ...statusOf(state),
    description: browserMessage,
  });
  const connector = new FakeConnector(calmSnapshot({ terminal: held('in-use') }));
  await mount({ connector, language: 'fr' });
  const card = find('ecr-terminal-card').shadowRoot!;
  const detail = () => card.querySelector<HTMLDetailsElement>('.programs-words');
  expect(card.querySelector('.description')).toBe(null);
  expect(detail()?.querySelector('[lang=en]')?.textContent).toBe(browserMessage);
  detail()!.open = true;
  // The next try keeps the layout and the opened details.
  connector.show({ terminal: held('opening') });
  await settled();
  expect(card.querySelector('.description')).toBe(null);
  expect(detail()?.open).toBe(true);
  connector.show({ terminal: statusOf('ready') });
  await settled();
  expect(detail()).toBe(null);
  expect(card.querySelector('.description')?.textContent).toBe('Desk/5000');
});

test('a browser list that could not be opened is explained, with the browser’s message below', async () => {
  const { hostApi } = await mount({ language: 'it' });
  hostApi.choosePort = async () => ({ failed: 'Access denied by policy' });
  await click('#connect');
  const help = find('ecr-port-help').shadowRoot!;
  expect(shownText(help)).toContain('Non è cambiato nulla. Riprovi.');
  expect(help.querySelector('[lang=en]')?.textContent).toBe('Access denied by policy');
});

const usb = (heard: 'answers' | 'silent' | 'in-use', taken = false) => ({
  description: 'USB 0b00:0080',
  heard,
  taken,
});

test.each([
  ['none answers', [usb('silent', true), usb('silent')], 'None of the 2 connected devices answers'],
  [
    'two answer',
    [usb('answers', true), usb('answers')],
    '2 terminals answer; payments go to one of them only',
  ],
  [
    'another program has one',
    [usb('in-use'), usb('answers', true)],
    'another program or tab has it: USB 0b00:0080',
  ],
])('reports several devices: %s', async (_, among, words) => {
  const terminal = { ...statusOf('ready'), among };
  await mount({ connector: new FakeConnector(calmSnapshot({ terminal })) });
  await expect.poll(() => shownText(find('ecr-among-devices'))).toContain(words);
});

test('shows the age of the status, and updates it', async () => {
  await mount();
  const before = shownText(find('ecr-terminal-card'));
  expect(Number(/Seen (\d+) sec ago/.exec(before)?.[1])).toBeGreaterThanOrEqual(12);
  await expect.poll(() => shownText(find('ecr-terminal-card'))).not.toBe(before);
});

test('a chosen port is opened at once', async () => {
  const { connector, hostApi } = await mount({
    connector: new FakeConnector(calmSnapshot({ terminal: statusOf('not-chosen', 0) })),
  });
  await click('#connect');
  expect(hostApi.portChoices).toEqual(['web-serial terminals']);
  expect(connector.called('connectTerminal')).toHaveLength(1);
  expect(has('ecr-port-help')).toBe(false);
});

test('a cancelled choice shows help, and offers all ports', async () => {
  const { connector, hostApi } = await mount();
  hostApi.choice = 'cancelled';
  await click('#connect');
  const help = shownText(find('ecr-port-help'));
  for (const word of ['Cable', 'Liaison caisse', 'Other programs', 'dialout']) expect(help).toContain(word);
  find('ecr-port-help').dispatchEvent(new CustomEvent('ask-again', { detail: 'all' }));
  await settled();
  expect(hostApi.portChoices).toEqual(['web-serial terminals', 'web-serial all']);
  expect(connector.called('connectTerminal')).toHaveLength(0);
  find('ecr-port-help').dispatchEvent(new CustomEvent('close'));
  await settled();
  expect(has('ecr-port-help')).toBe(false);
  expect(find('#connect').matches(':focus')).toBe(true);
});

test.each([
  ['unsupported', 'Chrome or Edge'],
  [{ failed: 'Must be handling a user gesture' }, 'Must be handling a user gesture'],
] as const)('the choice %j is explained', async (choice, words) => {
  const { hostApi } = await mount();
  hostApi.choice = choice;
  await click('#connect');
  expect(shownText(find('ecr-port-help'))).toContain(words);
});

test('the simulator’s name is shown in the screen’s language', async () => {
  const terminal = {
    state: 'ready' as const,
    seenAt: Date.now(),
    description: 'simulated terminal',
    simulated: true,
  };
  await mount({ connector: new FakeConnector(calmSnapshot({ terminal })), language: 'fr' });
  expect(find('.description').textContent).toBe('Simulé');
});

test('a simulated terminal that is not open yet can be opened', async () => {
  const simulated = { terminal: statusOf('not-chosen', 0), simulated: { terminal: true, gateway: true } };
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot(simulated)) });
  await click('#check');
  expect(connector.called('connectTerminal')).toHaveLength(1);
});

test('checking asks the terminal, and reports a connector that does not answer', async () => {
  const { connector } = await mount();
  await click('#check');
  expect(connector.called('probeTerminal')).toHaveLength(1);
  connector.probeTerminal = () => Promise.reject(new Error('gone'));
  await click('#check');
  expect(shownText(find('ecr-terminal-card'))).toContain('No answer. Reload this page');
});

test('the simulated terminal can be chosen without a configuration file, and never in production', async () => {
  const away = { terminal: statusOf('not-chosen', 0) };
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot(away)) });
  const button = [...find('ecr-terminal-card').shadowRoot!.querySelectorAll('button')].at(-1)!;
  button.click();
  await settled();
  expect(connector.called('saveSettings')).toMatchObject([
    { settings: { terminal: { link: 'simulated' }, hipay: { password: '' } } },
  ]);

  await mount({ connector: new FakeConnector(calmSnapshot({ ...away, environment: 'prod' })) });
  expect(shownText(find('ecr-terminal-card'))).not.toContain('simulated');
  await mount({ connector: new FakeConnector(calmSnapshot(away), shopSettings({}, true)) });
  expect(shownText(find('ecr-terminal-card'))).not.toContain('simulated');
});

test.each([false, true])(
  'the script of the simulated terminal can be chosen; settings from a configuration file: %s',
  async (provisioned) => {
    const simulated = calmSnapshot({ simulated: { terminal: true, gateway: true } });
    const connector = new FakeConnector(simulated, shopSettings({}, provisioned));
    await mount({ connector, scripts: ['accept', 'refuse'] });
    await choose('#script', 'refuse');
    expect(connector.called('saveSettings')).toMatchObject([
      { settings: { terminal: { script: 'refuse' } } },
    ]);
  },
);

describe('a terminal over WebUSB', () => {
  const overUsb = shopSettings({ terminal: { link: 'web-usb' } as never });
  const held = calmSnapshot({ terminal: statusOf('in-use') });

  test('is chosen from the browser’s list of USB devices, if the settings say so or Web Serial is missing', async () => {
    const chosen = await mount({ connector: new FakeConnector(calmSnapshot(), overUsb) });
    await click('#connect');
    expect(chosen.hostApi.portChoices).toEqual(['web-usb terminals']);
    const android = await mount({
      machine: { system: 'android', browserLinks: { serial: false, usb: true } },
    });
    await click('#connect');
    expect(android.hostApi.portChoices).toEqual(['web-usb terminals']);
  });
  test('a cancelled choice does not mention the group of serial ports', async () => {
    const { hostApi } = await mount({ connector: new FakeConnector(calmSnapshot(), overUsb) });
    hostApi.choice = 'cancelled';
    await click('#connect');
    expect(shownText(find('ecr-port-help'))).toContain('Cable');
    expect(shownText(find('ecr-port-help'))).not.toContain('dialout');
  });
  test.each([
    ['windows', 'WinUSB'],
    ['macos', 'macOS'],
    ['linux', 'cdc_acm'],
    ['android', 'Android'],
    ['other', 'operating system'],
  ] as const)('held by another program, %s: says what to do', async (system, words) => {
    const machine = { system };
    await mount({ connector: new FakeConnector(held, overUsb), machine });
    const text = shownText(find('ecr-terminal-card'));
    expect(text).toContain(usbTexts.inUseLabel);
    expect(text).toContain(usbTexts[system]);
    expect(usbTexts[system]).toContain(words);
    expect(text).not.toContain(lamps['in-use'].todo);
  });
  test('offers another connection with one click, if there is one', async () => {
    const { connector } = await mount({ connector: new FakeConnector(held, overUsb) });
    await click('#use-serial');
    expect(connector.called('saveSettings')).toMatchObject([
      { settings: { terminal: { link: 'web-serial' } } },
    ]);
    const noSerial = { browserLinks: { serial: false, usb: true } };
    await mount({ connector: new FakeConnector(held, overUsb), machine: noSerial });
    expect(has('#use-serial')).toBe(false);
    const provisioned = shopSettings({ terminal: { link: 'web-usb' } as never }, true);
    await mount({ connector: new FakeConnector(held, provisioned) });
    expect(has('#use-serial')).toBe(false);
  });
  test('keeps the serial text for a serial port that another program has', async () => {
    await mount({ connector: new FakeConnector(held) });
    expect(shownText(find('ecr-terminal-card'))).toContain(lamps['in-use'].todo);
    expect(has('#use-serial')).toBe(false);
  });
});

describe('find my terminal', () => {
  const sevenEven = {
    baudRate: 9600,
    dataBits: 7,
    parity: 'even',
    stopBits: 1,
    flowControl: 'none',
  } as const;
  const look = async (
    result: Awaited<ReturnType<FakeConnector['findTerminal']>>,
    settings = shopSettings(),
  ) => {
    const connector = new FakeConnector(calmSnapshot(), settings);
    connector.onFind = async () => result;
    await mount({ connector });
    await click('#find');
    return shownText(find('ecr-find-result').shadowRoot!);
  };
  test('shows language and line settings, says that they are saved, and reads the settings again', async () => {
    const connector = new FakeConnector();
    connector.onFind = async () => {
      const serial = sevenEven;
      connector.visible = shopSettings({ terminal: { language: 'caisse-ap-v3', serial } as never });
      return { found: true, language: 'caisse-ap-v3', serial, saved: true };
    };
    await mount({ connector });
    await click('#find');
    expect(shownText(find('ecr-find-result'))).toMatch(/Terminal found.*Caisse-AP V3.*9600 7E1.*saved/);
    expect(find('ecr-find-result').shadowRoot!.querySelector('h2')!.matches(':focus')).toBe(true);
    location.hash = '#/settings';
    await settled();
    expect(find<HTMLSelectElement>('[id="terminal.language"]').value).toBe('caisse-ap-v3');
    location.hash = '#/pay';
  });
  test('shows the lines to write if a configuration file is used', async () => {
    const found = { found: true, language: 'caisse-ap-v3', serial: sevenEven, saved: false } as const;
    const text = await look(found, shopSettings({}, true));
    expect(find('ecr-find-result').shadowRoot!.querySelector('pre')!.textContent).toBe(
      'baudRate: 9600\ndataBits: 7\nparity: even\nstopBits: 1\nconnector:\n  language: caisse-ap-v3',
    );
    expect(text).toContain('config.yml');
    expect(await look({ ...found, saved: false })).toContain('could not be saved');
  });
  test('does not mention saving if the settings are right already', async () => {
    const serial = shopSettings().terminal.serial;
    const text = await look(
      { found: true, language: 'concert-v2', serial, saved: false },
      shopSettings({}, true),
    );
    expect(text).toContain('say this already');
    expect(text).not.toContain('config.yml');
  });
  test('explains what is unclear', async () => {
    const text = await look({ found: true, language: 'unclear', serial: sevenEven, saved: true });
    expect(text).toMatch(/Not clear.*Concert V2 is the more likely/);
  });
  test('says what to check if nothing was found, on a cable and on a network', async () => {
    const nothing = { found: false, failure: 'terminal-silent', detail: '' } as const;
    const cable = await look(nothing);
    for (const word of ['Cable', 'Power', 'Cash Connection', 'Other programs']) expect(cable).toContain(word);
    const terminal = { link: 'tcp', language: 'caisse-ap-v3', tcp: { host: '192.0.2.7' } } as never;
    const network = await look({ ...nothing, failure: 'terminal-away' }, shopSettings({ terminal }, true));
    for (const word of ['terminal_port', 'ECO', 'same network']) expect(network).toContain(word);
    expect(network).not.toContain('Cable');
    expect(has('#connect')).toBe(false);
    expect(await look({ found: false, failure: 'payment-running', detail: '' })).toContain(
      'was not looked for',
    );
  });
  test('shows the line settings being tried; the result can be closed', async () => {
    const connector = new FakeConnector();
    let end: (result: Awaited<ReturnType<FakeConnector['findTerminal']>>) => void = () => {};
    connector.onFind = () => new Promise((resolve) => (end = resolve));
    await mount({ connector });
    await click('#find');
    connector.show({ terminal: { ...statusOf('opening'), description: '1200 7E1' } });
    await settled();
    const text = shownText(find('ecr-terminal-card'));
    expect(text).toMatch(/1200 7E1.*up to 40 seconds.*Looking…/);
    expect(find<HTMLButtonElement>('#check').disabled).toBe(true);
    end({ found: false, failure: 'terminal-silent', detail: '' });
    await settled();
    await click('#find-close');
    expect(has('ecr-find-result')).toBe(false);
    expect(find('#find').matches(':focus')).toBe(true);
  });
  test('shows the port and settings of each try and the progress, and stops on request', async () => {
    const connector = new FakeConnector();
    let end: (result: Awaited<ReturnType<FakeConnector['findTerminal']>>) => void = () => {};
    connector.onFind = () => new Promise((resolve) => (end = resolve));
    await mount({ connector });
    await click('#find');
    const at = { place: 2, devices: 2, line: '9600 7E1', attempt: 8, attempts: 48 };
    connector.show({ finding: { device: 'USB 0403:6001', ...at } });
    await settled();
    const text = shownText(find('ecr-find-progress'));
    expect(text).toMatch(/Port 2 of 2: USB 0403:6001.*Try 8 of 48: 9600 7E1/);
    expect(find<HTMLProgressElement>('progress').position).toBeCloseTo(7 / 48);
    await click('#find-stop');
    expect(connector.called('stopFinding')).toHaveLength(1);
    expect(find<HTMLButtonElement>('#find-stop').disabled).toBe(true);
    end({ found: false, stopped: true });
    await settled();
    expect(shownText(find('ecr-find-result'))).toContain('Nothing was changed, nothing was charged');
    expect(has('ecr-find-progress')).toBe(false);
  });
  test('shows the result of a single port only if another program has it', async () => {
    const nothing = { found: false, failure: 'terminal-silent', detail: '' } as const;
    const device = 'USB 0b00:0080';
    expect(await look({ ...nothing, devices: [{ device, why: 'silent' }] })).not.toContain(device);
    expect(await look({ ...nothing, devices: [{ device, why: 'in-use' }] })).toContain(
      'USB 0b00:0080: another program or tab has it',
    );
  });
  test('prints a card with what to enter in the terminal’s menu', async () => {
    let printed = '';
    const print = vi.spyOn(window, 'print').mockImplementation(() => {
      printed = document.querySelector('.receipt-paper')?.textContent ?? '';
      window.dispatchEvent(new Event('afterprint'));
    });
    await look({ found: true, language: 'concert-v2', serial: sevenEven, saved: true });
    await click('#print-sheet');
    expect(printed).toMatch(/9600 baud\n.*7, parity even, stop bits 1\n.*Concert V2 E\+/);
    print.mockRestore();
  });
  test('is not offered during a payment, without a terminal, or for a simulated one', async () => {
    await mount({ connector: new FakeConnector(calmSnapshot({ payment: livePayment() })) });
    expect(has('#find')).toBe(false);
    await mount({ connector: new FakeConnector(calmSnapshot({ terminal: statusOf('not-chosen', 0) })) });
    expect(has('#find')).toBe(false);
    await mount({
      connector: new FakeConnector(calmSnapshot({ simulated: { terminal: true, gateway: true } })),
    });
    expect(has('#find')).toBe(false);
  });
});

test('loads the known peculiarities of terminals on demand', async () => {
  await mount();
  expect(has('ecr-peculiarities')).toBe(false);
  await click('#peculiarities summary');
  await settled();
  await expect.poll(() => shownText(find('ecr-peculiarities'))).toContain('Cash Connection');
  expect(find('ecr-peculiarities').shadowRoot!.querySelector('#v3-port')!.textContent).toContain('20002');
});

test('after a search without a result, only one button is the main one', async () => {
  const garbled = { ...calmSnapshot().terminal, state: 'garbled' } as const;
  const connector = new FakeConnector(calmSnapshot({ terminal: garbled }));
  connector.onFind = () => Promise.resolve({ found: false, failure: 'terminal-silent', detail: '' });
  await mount({ connector });
  await click('#terminal');
  await click('#find');
  await settled();
  const card = find('ecr-terminal-panel').shadowRoot!.querySelector('ecr-terminal-card')!;
  const main = [...deep(card.shadowRoot!)].filter((each) => each.matches('.primary')).map(({ id }) => id);
  expect(main).toEqual(['find-again']);
});
