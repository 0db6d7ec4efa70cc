import { describe, expect, it } from 'vitest';
import { serialBench } from './serial-bench.ts';

describe('giving the permission for serial ports back', () => {
  it('takes every port of this page from it, and what was remembered', async () => {
    const { open, link, plug, remembered, clock } = serialBench();
    plug();
    plug({ usbVendorId: 1, usbProductId: 2 });
    const { line } = await open();
    expect(remembered).toHaveLength(1);
    await clock.until(line.close());
    expect(await link.forget?.()).toBe('forgotten');
    expect(remembered).toEqual([]);
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'not-chosen' });
  });
  it('says that a policy goes on granting it', async () => {
    const { link, plug } = serialBench();
    plug().byPolicy = true;
    expect(await link.forget?.()).toBe('still-granted');
  });
  it('says that the port in use before is away, or that there never was one', async () => {
    expect(await serialBench({ usbVendorId: 1, usbProductId: 2 }).link.forget?.()).toBe('away');
    expect(await serialBench().link.forget?.()).toBe('nothing-granted');
  });
  it('says that an old browser cannot', async () => {
    const { link, bus } = serialBench();
    bus.getPorts = async () => [{} as SerialPort];
    expect(await link.forget?.()).toBe('unsupported');
  });
  it('where a policy forbids serial ports there is nothing to give back', async () => {
    const { link, bus } = serialBench();
    bus.getPorts = () => Promise.reject(new DOMException('disallowed by policy', 'SecurityError'));
    expect(await link.forget?.()).toBe('nothing-granted');
  });
});
