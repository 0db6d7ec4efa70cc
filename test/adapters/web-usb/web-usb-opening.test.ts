import { describe, expect, it } from 'vitest';
import { webUsbLink } from '../../../src/adapters/web-usb/web-usb-link.ts';
import {
  bulkPair,
  terminalConfiguration,
  usbConfiguration,
  usbInterface,
  vendorClass,
} from '../../fakes/cdc-acm-configuration.ts';
import type { FakeUsbDevice } from '../../fakes/fake-usb-device.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { lineSettings, terminalIds, usbSetup } from './usb-setup.ts';

const other = { vendorId: 0x0403, productId: 0x6001, serialNumber: 'A' };
const sameKind = { ...terminalIds, serialNumber: 'TERMINAL-2' };

/** A serial adapter with a vendor class, such as FTDI's. */
function unfit(device: FakeUsbDevice): void {
  device.configurations = [usbConfiguration(1, usbInterface(0, vendorClass, bulkPair()))];
  device.configuration = device.configurations[0] ?? null;
}

describe('opening over WebUSB', () => {
  it('claims control before data, sets the line coding, raises DTR and RTS, and describes the device', async () => {
    const { open, plug, remembered } = usbSetup();
    const device = plug();
    expect((await open()).description).toBe('Terminal (0b00:0080)');
    expect(device.done).toEqual(['claim 0', 'claim 1', '0x20 0', '0x22 3']);
    expect(device.lineCoding).toEqual([0x80, 0x25, 0, 0, 0, 2, 7]);
    expect(device.dtr).toBe(true);
    expect(remembered).toEqual([terminalIds]);
  });
  it('selects the configuration if the device has none yet or another', async () => {
    for (const present of [null, usbConfiguration(1)]) {
      const { open, plug } = usbSetup();
      const device = plug();
      device.configurations = [usbConfiguration(1), terminalConfiguration(2)];
      device.configuration = present;
      await open();
      expect(device.done[0]).toBe('configuration 2');
    }
  });
  it('works with a device that rejects line requests, and with one that does not answer them', async () => {
    const { link, plug, clock } = usbSetup();
    const device = plug();
    device.knowsRequests = false;
    expect(await clock.until(link.open(() => {}))).toMatchObject({ ok: true });
    const second = usbSetup();
    second.plug().stuck.add('controlTransferOut');
    expect(await second.clock.until(second.link.open(() => {}))).toMatchObject({ ok: true });
  });

  it('tries the last device first, then a device of its kind', async () => {
    const { open, plug, bus, clock } = usbSetup();
    const terminal = plug();
    const first = await open();
    plug(other);
    plug(sameKind);
    await clock.until(first.line.close());
    for (let time = 0; time < 3; time++) {
      const { line } = await open();
      expect(terminal.opened).toBe(true);
      await clock.until(line.close());
    }
    bus.unplug(terminal);
    expect((await open()).description).toBe('Terminal (0b00:0080)');
  });
  it('recognizes the device after a restart, in any order of the list', async () => {
    for (let time = 0; time < 2; time++) {
      const { open, plug, bus } = usbSetup(terminalIds);
      const terminal = plug();
      plug(sameKind);
      if (time === 1) await bus.getDevices();
      await open();
      expect(terminal.opened).toBe(true);
    }
  });
  it('takes another granted device if the first is held, and leaves the first unchanged', async () => {
    const { open, plug, remembered } = usbSetup(terminalIds);
    const held = plug();
    held.refusals.set('claimInterface', new DOMException('Unable to claim interface.', 'NetworkError'));
    plug(other);
    expect((await open()).description).toBe('Terminal (0403:6001)');
    expect(held.free).toBe(true);
    expect(remembered).toEqual([other]);
  });
  it('remembers no serial number if the device has none', async () => {
    const { open, plug, remembered } = usbSetup();
    plug({ vendorId: 1, productId: 2 });
    await open();
    expect(remembered).toEqual([{ vendorId: 1, productId: 2 }]);
  });
});

describe('failures of opening over WebUSB', () => {
  it.each([
    // Linux, Android, macOS: held by a system driver, another tab or another program.
    ['claimInterface', 'NetworkError', 'Unable to claim interface.', 'in-use'],
    // Windows without WinUSB; Linux where this user may not touch the device.
    ['open', 'SecurityError', 'Access denied.', 'in-use'],
    ['open', 'InvalidStateError', 'An operation is in progress.', 'in-use'],
    ['open', 'NotFoundError', 'The device was disconnected.', 'away'],
    ['open', 'TypeError', 'what is this', 'failed'],
  ] as const)(
    '%s: %s (%s) is reported as %s, and the device is released',
    async (step, name, message, failure) => {
      const { link, plug, remembered } = usbSetup();
      const device = plug();
      device.refusals.set(step, new DOMException(message, name));
      const detail = `Terminal (0b00:0080): ${message}`;
      expect(await link.open(() => {})).toEqual({ ok: false, failure, detail });
      expect(device.free).toBe(true);
      expect(remembered).toEqual([]);
      device.refusals.clear();
      expect(await link.open(() => {})).toMatchObject({ ok: true });
    },
  );
  it('reports in-use for a device that this page has open already, and leaves that line unchanged', async () => {
    const { link, open, plug } = usbSetup();
    const device = plug();
    const { line } = await open();
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'in-use' });
    await line.send(Uint8Array.of(5));
    expect(device.heard).toEqual([5]);
  });
  it('asks for another choice if the chosen device is no CDC-ACM device', async () => {
    const { link, plug } = usbSetup();
    unfit(plug(other));
    expect(await link.open(() => {})).toEqual({
      ok: false,
      failure: 'not-chosen',
      detail: 'Terminal (0403:6001): not a CDC-ACM serial device',
    });
  });
  it('reports the failure of the terminal, not of an unsuitable device beside it', async () => {
    for (const last of [terminalIds, other]) {
      const { link, plug } = usbSetup(last);
      plug().refusals.set('open', new DOMException('Access denied.', 'SecurityError'));
      unfit(plug(other));
      expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'in-use' });
    }
  });
  it('distinguishes an unplugged device from none chosen, as far as the browser allows', async () => {
    expect(await usbSetup().link.open(() => {})).toMatchObject({ failure: 'not-chosen' });
    expect(await usbSetup(terminalIds).link.open(() => {})).toMatchObject({ failure: 'away' });
    // The browser forgets a device without a serial number when its cable is pulled.
    const { vendorId, productId } = terminalIds;
    expect(await usbSetup({ vendorId, productId }).link.open(() => {})).toMatchObject({
      failure: 'not-chosen',
    });
  });
  it('fails, and does not throw, in a browser without WebUSB', async () => {
    const deps = {
      clock: new VirtualClock(),
      lastDevice: () => undefined,
      remember: () => {},
      forgetLast: () => {},
    };
    const link = webUsbLink(lineSettings, { ...deps, usb: undefined });
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'failed' });
    expect(link.onChange(() => {})).not.toThrow();
  });
  it('fails, and does not throw, if a policy forbids USB devices', async () => {
    const { link, bus } = usbSetup();
    bus.getDevices = () => Promise.reject(new DOMException('disallowed by policy', 'SecurityError'));
    expect(await link.open(() => {})).toEqual({
      ok: false,
      failure: 'failed',
      detail: 'disallowed by policy',
    });
  });
});
