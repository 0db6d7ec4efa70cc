import { type Likeness, likeliestFirst } from '../../core/ports/terminal-link.ts';
import type { UsbDeviceIds } from '../../core/settings/stored-settings.ts';

/** A serial number names one device; without it, all of a make are alike. */
export function likenessOf(device: USBDevice, last: UsbDeviceIds | undefined): Likeness {
  if (device.vendorId !== last?.vendorId || device.productId !== last.productId) return 'other';
  const { serialNumber } = last;
  return serialNumber && device.serialNumber === serialNumber ? 'known' : 'alike';
}

export const lastFirst = (devices: readonly USBDevice[], last: UsbDeviceIds | undefined): USBDevice[] =>
  likeliestFirst(devices, (device) => likenessOf(device, last));
