import { describe, expect, it } from 'vitest';
import { ours, usbBench } from './usb-bench.ts';

describe('giving the permission for USB devices back', () => {
  it('takes every device of this page from it, and what was remembered', async () => {
    const { open, link, plug, remembered, clock } = usbBench();
    plug();
    plug({ vendorId: 1, productId: 2 });
    const { line } = await open();
    expect(remembered).toHaveLength(1);
    await clock.until(line.close());
    expect(await link.forget?.()).toBe('forgotten');
    expect(remembered).toEqual([]);
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'not-chosen' });
  });
  it('says that a policy goes on granting it', async () => {
    const { link, plug } = usbBench();
    plug().byPolicy = true;
    expect(await link.forget?.()).toBe('still-granted');
  });
  it('says that the device in use before is away, or that there never was one', async () => {
    expect(await usbBench(ours).link.forget?.()).toBe('away');
    expect(await usbBench().link.forget?.()).toBe('nothing-granted');
  });
  it('says that an old browser cannot', async () => {
    const { link, bus } = usbBench();
    bus.getDevices = async () => [{} as USBDevice];
    expect(await link.forget?.()).toBe('unsupported');
  });
});
