import { describe, expect, it } from 'vitest';
import { LastPort, webSerialLink } from '../../../src/adapters/web-serial/web-serial-link.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { lineSettings, serialSetup } from './serial-setup.ts';

const terminalIds = { usbVendorId: 0x079b, usbProductId: 0x0028 };
const other = { usbVendorId: 0x0403, usbProductId: 0x6001 };
const last = new LastPort({ ids: undefined, remember: () => {}, forget: () => {} });
const deps = { clock: new VirtualClock(), last };

describe('opening over Web Serial', () => {
  it('passes the line settings on and describes the device', async () => {
    const { open, plug } = serialSetup();
    const port = plug(terminalIds);
    expect((await open()).description).toBe('USB 079b:0028');
    expect(port.opened).toEqual([
      { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1, flowControl: 'none' },
    ]);
  });
  it('describes a port that is no USB device', async () => {
    const { open, plug, remembered } = serialSetup();
    plug({});
    expect((await open()).description).toBe('serial port');
    expect(remembered).toEqual([{}]);
  });
  it('tries the last device first, in any order of the list', async () => {
    const { open, plug, remembered, clock, bus } = serialSetup(terminalIds);
    plug(other);
    const terminal = plug(terminalIds);
    for (const time of [1, 2, 3]) {
      const { line, description } = await open();
      expect(description).toBe('USB 079b:0028');
      await clock.until(line.close());
      expect(bus.listings).toBe(time);
    }
    expect(terminal.opened).toHaveLength(3);
    expect(remembered).toEqual([terminalIds, terminalIds, terminalIds]);
  });
  it('takes another granted port if the first cannot be opened', async () => {
    const { open, plug, remembered } = serialSetup(terminalIds);
    plug(terminalIds).refusal = new DOMException('held', 'NetworkError');
    plug(other);
    expect((await open()).description).toBe('USB 0403:6001');
    expect(remembered).toEqual([other]);
  });

  it.each([
    ['NetworkError', 'in-use'],
    ['InvalidStateError', 'in-use'],
    ['SecurityError', 'failed'],
  ])('%s is reported as %s', async (name, failure) => {
    const { link, plug, remembered } = serialSetup();
    plug().refusal = new DOMException('why not', name);
    expect(await link.open(() => {})).toEqual({ ok: false, failure, detail: 'why not' });
    expect(remembered).toEqual([]);
  });
  it('reports in-use for a port that is open already', async () => {
    const { link, open, plug } = serialSetup();
    plug();
    await open();
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'in-use' });
  });
  it('reports not-chosen if nothing was granted, and away if the granted port is not connected', async () => {
    const { link, plug } = serialSetup();
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'not-chosen' });
    // An unreachable Bluetooth port stays in the list.
    const port = plug({});
    port.connected = false;
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'away' });
    expect(port.opened).toEqual([]);
  });
  it('reports away if the last port is not in the browser’s list', async () => {
    const { link, remembered } = serialSetup();
    remembered.push({ usbVendorId: 0x0b00, usbProductId: 0x0080 });
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'away' });
  });
  it('fails, and does not throw, in a browser without Web Serial', async () => {
    const link = webSerialLink(lineSettings, { ...deps, serial: undefined });
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'failed' });
    const unlisten = link.onChange(() => {});
    expect(unlisten).not.toThrow();
  });
  it('fails, and does not throw, if a policy forbids serial ports', async () => {
    const { link, bus } = serialSetup();
    bus.getPorts = () => Promise.reject(new DOMException('disallowed by policy', 'SecurityError'));
    expect(await link.open(() => {})).toEqual({
      ok: false,
      failure: 'failed',
      detail: 'disallowed by policy',
    });
  });
});

describe('several granted ports', () => {
  it('lists the last port first, without disconnected ports, and does not remember a port that is opened from the list', async () => {
    const { link, plug, remembered, clock } = serialSetup(terminalIds);
    plug(other);
    plug(terminalIds);
    plug({}).connected = false;
    const granted = (await link.granted?.()) ?? [];
    expect(granted.map(({ description }) => description)).toEqual(['USB 079b:0028', 'USB 0403:6001']);
    const opening = await granted[1]?.open(lineSettings, () => {});
    if (opening?.ok) await clock.until(opening.line.close());
    expect(opening).toMatchObject({ ok: true, description: 'USB 0403:6001' });
    expect(remembered).toEqual([]);
  });
  it('opens the chosen port from then on, among ports of the same kind', async () => {
    const { link, plug, open, clock } = serialSetup();
    const cables = [plug(other), plug(other), plug(other)];
    for (let time = 0; time < 4; time++) {
      const granted = (await link.granted?.()) ?? [];
      const chosen = granted[time % 3];
      const opening = await chosen?.open(lineSettings, () => {});
      const port = cables.find(({ readable }) => readable);
      if (opening?.ok) await clock.until(opening.line.close());
      chosen?.choose();
      const { line } = await open();
      expect(cables.find(({ readable }) => readable)).toBe(port);
      await clock.until(line.close());
    }
  });
  it('lists no port if the browser has no Web Serial or refuses the list', async () => {
    const link = webSerialLink(lineSettings, { ...deps, serial: undefined });
    expect(await link.granted?.()).toEqual([]);
    const { link: forbidden, bus } = serialSetup();
    bus.getPorts = () => Promise.reject(new DOMException('disallowed by policy', 'SecurityError'));
    expect(await forbidden.granted?.()).toEqual([]);
  });
});
