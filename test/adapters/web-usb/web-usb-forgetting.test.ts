import { describe, expect, it } from 'vitest';
import { terminalIds, usbSetup } from './usb-setup.ts';

describe('revoking the permission for USB devices', () => {
  it('forgets every device of this page, and the remembered device', async () => {
    const { open, link, plug, remembered, clock } = usbSetup();
    plug();
    plug({ vendorId: 1, productId: 2 });
    const { line } = await open();
    expect(remembered).toHaveLength(1);
    await clock.until(line.close());
    expect(await link.forget?.()).toBe('forgotten');
    expect(remembered).toEqual([]);
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'not-chosen' });
  });
  it('reports that a policy still grants the device', async () => {
    const { link, plug } = usbSetup();
    plug().byPolicy = true;
    expect(await link.forget?.()).toBe('still-granted');
  });
  it('reports that the last device is away, or that there never was one', async () => {
    expect(await usbSetup(terminalIds).link.forget?.()).toBe('away');
    expect(await usbSetup().link.forget?.()).toBe('nothing-granted');
  });
  it('reports that an old browser cannot revoke the permission', async () => {
    const { link, bus } = usbSetup();
    bus.getDevices = async () => [{} as USBDevice];
    expect(await link.forget?.()).toBe('unsupported');
  });
});
