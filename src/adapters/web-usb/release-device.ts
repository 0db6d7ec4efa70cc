import type { Clock } from '../../core/ports/clock.ts';
import { atMost } from './at-most.ts';
import type { CdcAcmParts } from './cdc-acm-device.ts';

/**
 * Gives a device back, as far as it was taken. The interfaces by name, for `close` alone resolves before the operating
 * system has let go of them; the control interface last, for a driver that the browser has put aside comes back with it
 * and wants both.
 */
export async function releaseDevice(device: USBDevice, parts: CdcAcmParts, clock: Clock): Promise<void> {
  for (const number of new Set([parts.dataInterface, parts.controlInterface])) {
    await atMost(clock, device.releaseInterface(number));
  }
  await atMost(clock, device.close());
}
