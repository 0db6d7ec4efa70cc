import { describe, expect, it } from 'vitest';
import { serialSetup } from './serial-setup.ts';

describe('revoking the permission for serial ports', () => {
  it('forgets every port of this page, and the remembered port', async () => {
    const { open, link, plug, remembered, clock } = serialSetup();
    plug();
    plug({ usbVendorId: 1, usbProductId: 2 });
    const { line } = await open();
    expect(remembered).toHaveLength(1);
    await clock.until(line.close());
    expect(await link.forget?.()).toBe('forgotten');
    expect(remembered).toEqual([]);
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'not-chosen' });
  });
  it('reports that a policy still grants the port', async () => {
    const { link, plug } = serialSetup();
    plug().byPolicy = true;
    expect(await link.forget?.()).toBe('still-granted');
  });
  it('reports that the last port is away, or that there never was one', async () => {
    expect(await serialSetup({ usbVendorId: 1, usbProductId: 2 }).link.forget?.()).toBe('away');
    expect(await serialSetup().link.forget?.()).toBe('nothing-granted');
  });
  it('reports that an old browser cannot revoke the permission', async () => {
    const { link, bus } = serialSetup();
    bus.getPorts = async () => [{} as SerialPort];
    expect(await link.forget?.()).toBe('unsupported');
  });
  it('has nothing to revoke if a policy forbids serial ports', async () => {
    const { link, bus } = serialSetup();
    bus.getPorts = () => Promise.reject(new DOMException('disallowed by policy', 'SecurityError'));
    expect(await link.forget?.()).toBe('nothing-granted');
  });
});
