import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/flows/terminal/terminal.ts';
import { type PluggedDevice, terminalWithDevices } from './devices-on-terminal.ts';

const exchange: Exchange = {
  allowFrame: async () => true,
  accepted: () => {},
  answer: async () => 'acknowledge',
};
const ENQ = 5;
const EOT = 4;
const STX = 2;
/** True if the device received only ENQ and the EOT that ends a session. */
const wasOnlyProbed = ({ heard }: PluggedDevice) => heard.every((byte) => byte === ENQ || byte === EOT);
const opened = (devices: PluggedDevice[]) => devices.filter(({ open }) => open).map(({ name }) => name);

/** Devices that are plugged in before the page loads. */
function atLoad(...answers: boolean[]) {
  const bench = terminalWithDevices();
  const devices = answers.map((each, place) => bench.plug(`device ${place}`, each));
  return { ...bench, devices, load: () => bench.clock.until(bench.terminal.connect()) };
}

describe('a device that is never silent', () => {
  it.each([300, 700, 2900])(
    'with ENQ every %i ms does not keep the terminal beside it from being found',
    async (ms) => {
      const { devices, terminal, clock } = atLoad(false, true);
      devices[0]!.callsEvery = ms;
      const begun = clock.monotonic();
      await clock.until(terminal.connect());
      expect(clock.monotonic() - begun).toBeLessThan(10_000);
      expect(terminal.status).toMatchObject({ state: 'ready', description: 'device 1' });
    },
  );
  it('without a terminal beside it: the probe ends, and a payment is not sent', async () => {
    const { devices, terminal, clock } = atLoad(false, false);
    for (const device of devices) device.callsEvery = 300;
    const begun = clock.monotonic();
    expect(await clock.until(terminal.exchange('PAY', exchange))).toBe('line-busy');
    expect(clock.monotonic() - begun).toBeLessThan(60_000);
  });
});

describe('a link with several devices', () => {
  it.each([
    [[true, false], 'device 0'],
    [[false, true], 'device 1'],
    [[false, false, true], 'device 2'],
  ])(
    '%j: takes the device that answers, within half a second, remembers it, and reports no choice',
    async (answers, name) => {
      const { devices, terminal, clock } = atLoad(...answers);
      const begun = clock.monotonic();
      await clock.until(terminal.connect());
      expect(clock.monotonic() - begun).toBeLessThan(500);
      expect(terminal.status).toMatchObject({ state: 'ready', description: name });
      expect(terminal.status.among).toBeUndefined();
      expect(opened(devices)).toEqual([name]);
      expect(devices.map(({ chosen }) => chosen)).toEqual(answers.map(Number));
      expect(devices.every(wasOnlyProbed)).toBe(true);
    },
  );
  it('is ready in half a second when the terminal comes back beside a silent device that was taken meanwhile', async () => {
    const { devices, terminal, clock, plug, unplug, load } = atLoad(true, false);
    await load();
    const [answering, silentDevice] = devices as [PluggedDevice, PluggedDevice];
    unplug(answering);
    await clock.advance(5000);
    expect(opened([silentDevice])).toHaveLength(1);
    const again = plug('again', true);
    await clock.advance(500);
    expect(terminal.status).toMatchObject({ state: 'ready', description: 'again' });
    expect(silentDevice).toMatchObject({ open: false, chosen: 0 });
    expect(again.chosen).toBe(1);
  });
  it('finds the terminal when both devices come back as new ones, the silent one first', async () => {
    const { devices, terminal, clock, plug, unplug, load } = atLoad(true, false);
    await load();
    for (const device of devices) unplug(device);
    await clock.advance(1000);
    expect(terminal.status.state).toBe('away');
    const silentDevice = plug('silent', false);
    await clock.advance(20);
    plug('again', true);
    await clock.advance(500);
    expect(terminal.status).toMatchObject({ state: 'ready', description: 'again' });
    expect(silentDevice.open).toBe(false);
  });
  it('none answers: reports all as silent, keeps the first, probes all a few more times, then only the first', async () => {
    const { devices, terminal, clock, load } = atLoad(false, false);
    await load();
    expect(terminal.status.state).toBe('silent');
    expect(terminal.status.among).toEqual([
      { description: 'device 0', heard: 'silent', taken: true },
      { description: 'device 1', heard: 'silent', taken: false },
    ]);
    await clock.advance(600_000);
    expect(devices[1]?.opened).toBeLessThanOrEqual(5);
    const [first, second] = devices as [PluggedDevice, PluggedDevice];
    const heardBefore = first.heard.length;
    second.answers = true;
    await clock.advance(60_000);
    expect(first.heard.length).toBeGreaterThan(heardBefore);
    // A payment probes all devices before it reports that the terminal is silent.
    const how = clock.until(terminal.exchange('A', exchange));
    await clock.advance(30_000);
    await how;
    expect(second.heard).toContain(STX);
    expect(wasOnlyProbed(first)).toBe(true);
  });
  it('two answer: reports both and which of them is used; the second one gets only ENQ and EOT', async () => {
    const { devices, terminal, clock, load } = atLoad(true, true);
    await load();
    expect(terminal.status).toMatchObject({ state: 'ready', description: 'device 0' });
    expect(terminal.status.among?.map(({ heard, taken }) => [heard, taken])).toEqual([
      ['answers', true],
      ['answers', false],
    ]);
    void terminal.exchange('A', exchange);
    await clock.advance(100);
    expect(devices[0]?.heard).toContain(STX);
    expect(devices[1] && wasOnlyProbed(devices[1])).toBe(true);
    expect(devices[1]).toMatchObject({ open: false, chosen: 0 });
  });
  it('skips and reports a device that another program holds', async () => {
    const { devices, terminal, load } = atLoad(false, true);
    if (devices[0]) devices[0].refusal = 'in-use';
    await load();
    expect(terminal.status).toMatchObject({ state: 'ready', description: 'device 1' });
    expect(terminal.status.among?.[0]).toEqual({ description: 'device 0', heard: 'in-use', taken: false });
  });
  it('has the status "in use" while other programs hold all devices, and tries these again', async () => {
    const { devices, terminal, clock, load } = atLoad(false, true);
    for (const device of devices) device.refusal = 'in-use';
    await load();
    expect(terminal.status.state).toBe('in-use');
    for (const device of devices) device.refusal = undefined;
    await clock.advance(2000);
    expect(terminal.status).toMatchObject({ state: 'ready', description: 'device 1' });
  });
  it('keeps the line of a running payment, whatever is plugged in', async () => {
    const { devices, terminal, clock, plug, load } = atLoad(true, false);
    await load();
    void terminal.exchange('A', exchange);
    await clock.advance(1000);
    const third = plug('third', true);
    await clock.advance(60_000);
    expect(devices[0]).toMatchObject({ open: true, opened: 1 });
    expect(third.heard).toEqual([]);
  });
  it('keeps the line while a late answer may still come', async () => {
    const { devices, terminal, clock, plug, load } = atLoad(true, false);
    await load();
    const how = terminal.exchange('A', exchange);
    await clock.advance(400_000);
    expect(await clock.until(how)).toBe('overdue');
    if (devices[0]) devices[0].answers = false;
    await clock.until(terminal.probe());
    expect(terminal.status.state).toBe('silent');
    plug('third', true);
    await clock.advance(60_000);
    expect(devices[0]).toMatchObject({ open: true, opened: 1 });
  });
  it('closes every open device, even during a probe', async () => {
    const { devices, terminal, clock } = atLoad(false, false);
    void terminal.connect();
    await clock.advance(100);
    expect(opened(devices)).toHaveLength(2);
    await clock.until(terminal.close());
    expect(opened(devices)).toEqual([]);
  });
});
