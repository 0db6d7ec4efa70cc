import { describe, expect, it } from 'vitest';
import { usbSetup } from './usb-setup.ts';

const bytes = (...values: number[]) => ({ kind: 'bytes', bytes: Uint8Array.from(values) });
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at % 256);

describe('reading from a USB device', () => {
  it.each(['stall', 'babble'] as const)('reports a %s, clears it, and goes on reading', async (fault) => {
    const { open, plug, clock } = usbSetup();
    const device = plug();
    const { events } = await open();
    device.say(1);
    await clock.advance(0);
    device.fault(fault);
    device.say(2, 3);
    await clock.advance(0);
    expect(events).toEqual([bytes(1), { kind: 'line-error', name: fault }, bytes(2, 3)]);
    expect(device.done).toContain('clear in');
  });
  it('goes on reading after many stalls with bytes between them', async () => {
    const { open, plug, clock } = usbSetup();
    const device = plug();
    const { events } = await open();
    for (let time = 0; time < 30; time++) {
      device.fault('stall');
      device.say(time);
      await clock.advance(0);
    }
    expect(events.filter(({ kind }) => kind === 'line-error')).toHaveLength(30);
    expect(events.filter(({ kind }) => kind === 'bytes')).toHaveLength(30);
  });
  it('gives up a device that only stalls, and releases it', async () => {
    const { open, plug, clock } = usbSetup();
    const device = plug();
    const { events } = await open();
    device.fault(...Array<'stall'>(50).fill('stall'));
    await clock.advance(0);
    expect(events.at(-1)).toEqual({ kind: 'closed', reason: 'the device only stalls' });
    expect(events).toHaveLength(11);
    expect(device.free).toBe(true);
  });
  it('reads an answer at once, even if it fills its last packet', async () => {
    const { open, plug, clock } = usbSetup();
    const device = plug();
    const { events } = await open();
    device.say(...upTo(128));
    await clock.advance(0);
    expect(events.flatMap((event) => (event.kind === 'bytes' ? [...event.bytes] : []))).toEqual(upTo(128));
  });
  it('a transfer error ends the line and releases the device: it can be opened again', async () => {
    const { open, plug, clock } = usbSetup();
    const device = plug();
    const { events } = await open();
    device.breakTransfer();
    await clock.advance(0);
    expect(events).toEqual([{ kind: 'closed', reason: 'A transfer error has occurred.' }]);
    expect(device.free).toBe(true);
    await open();
  });
  it('reports the end of a line only after open() has returned it', async () => {
    const { link, plug, bus, clock } = usbSetup();
    const device = plug();
    const order: string[] = [];
    const opening = link.open(({ kind }) => order.push(kind)).then(() => order.push('opened'));
    while (!device.dtr) await Promise.resolve();
    bus.unplug(device);
    await opening;
    // The caller may await any number of promises after open(): the end waits for the clock.
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    expect(order).toEqual(['opened']);
    await clock.advance(0);
    expect(order).toEqual(['opened', 'closed']);
  });
});

describe('writing to a USB device', () => {
  it('if the device accepts only a part, sends the rest before anything else', async () => {
    const { open, plug } = usbSetup();
    const device = plug();
    const { line } = await open();
    device.takes = [3, 1, 2];
    await Promise.all([line.send(Uint8Array.from(upTo(10))), line.send(Uint8Array.of(99))]);
    expect(device.heard).toEqual([...upTo(10), 99]);
  });
  it.each([
    ['stalls', (device: { haltOut(): void }) => device.haltOut(), 'stall'],
    ['accepts no bytes', (device: { takes: number[] }) => device.takes.push(0), 'ok'],
  ])('a device that %s ends the line; it can be opened again', async (_what, spoil, status) => {
    const { open, plug, clock } = usbSetup();
    const device = plug();
    const { line, events } = await open();
    spoil(device);
    const sendings = [line.send(Uint8Array.of(5)), line.send(Uint8Array.of(4))];
    const outcomes = await Promise.allSettled(sendings);
    expect(outcomes.map((each) => each.status)).toEqual(['rejected', 'rejected']);
    await clock.advance(0);
    expect(events).toEqual([{ kind: 'closed', reason: `the device takes no bytes (${status})` }]);
    expect(device.free).toBe(true);
    expect(device.heard).toEqual([]);
    const { line: next } = await open();
    await next.send(Uint8Array.of(7));
    expect(device.heard).toEqual([7]);
  });
  it('sends the given bytes, even if the caller reuses its buffer', async () => {
    const { open, plug } = usbSetup();
    const device = plug();
    const { line } = await open();
    const buffer = Uint8Array.of(1, 2);
    const sending = line.send(buffer);
    buffer.fill(0);
    await sending;
    expect(device.heard).toEqual([1, 2]);
  });
});

describe('the end of a USB line', () => {
  it('lowers DTR and RTS, releases data, then control, then the device', async () => {
    const { open, plug } = usbSetup();
    const device = plug();
    const { line, events } = await open();
    device.done.length = 0;
    // Not `until`: the device must be released exactly when close() resolves.
    await line.close();
    expect(device.done).toEqual(['0x22 0', 'release 1', 'release 0', 'close']);
    expect(device.free).toBe(true);
    expect(events).toEqual([{ kind: 'closed', reason: 'closed' }]);
    await open();
  });
  it('an unplugged device ends its line, and can be opened when it is plugged in again', async () => {
    const { open, plug, bus, clock } = usbSetup();
    const old = plug();
    const first = await open();
    bus.unplug(old);
    await clock.advance(0);
    expect(first.events).toEqual([{ kind: 'closed', reason: 'The device was disconnected.' }]);
    const renewed = plug();
    const second = await open();
    await clock.until(first.line.close());
    renewed.say(7);
    await clock.advance(0);
    expect(second.events).toEqual([bytes(7)]);
    expect(first.events).toHaveLength(1);
  });
  it('reports the end once if the device is lost while closing', async () => {
    const { open, plug, bus, clock } = usbSetup();
    const device = plug();
    const { line, events } = await open();
    const closing = line.close();
    bus.unplug(device);
    await clock.until(closing);
    expect(events).toEqual([{ kind: 'closed', reason: 'closed' }]);
  });
  it.each(['controlTransferOut', 'releaseInterface', 'close', 'transferOut'] as const)(
    'closing ends although the device hangs in %s',
    async (step) => {
      const { open, plug, clock } = usbSetup();
      const device = plug();
      const { line, events } = await open();
      device.stuck.add(step);
      // The bytes may or may not have been sent; the line does not wait to find out.
      line.send(Uint8Array.of(5)).catch(() => {});
      await clock.until(line.close());
      expect(events).toEqual([{ kind: 'closed', reason: 'closed' }]);
      expect(device.done.at(-1)).toBe('close');
      device.say(1);
      await clock.advance(10_000);
      expect(events).toHaveLength(1);
      await expect(line.send(Uint8Array.of(1))).rejects.toThrow();
    },
  );
});
