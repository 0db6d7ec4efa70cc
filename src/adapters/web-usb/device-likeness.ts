import type { Likeness } from '../../core/ports/terminal-link.ts';
import type { UsbDeviceIds } from '../../core/settings/stored-settings.ts';

const likeliest: readonly Likeness[] = ['known', 'alike', 'other'];

/** A serial number names one device; without it, all of a make are alike. */
export function likenessOf(device: USBDevice, last: UsbDeviceIds | undefined): Likeness {
  if (device.vendorId !== last?.vendorId || device.productId !== last.productId) return 'other';
  const { serialNumber } = last;
  return serialNumber && device.serialNumber === serialNumber ? 'known' : 'alike';
}

/** The likeliest first. */
export const lastFirst = (devices: USBDevice[], last: UsbDeviceIds | undefined): USBDevice[] => {
  const rank = (device: USBDevice) => likeliest.indexOf(likenessOf(device, last));
  return [...devices].sort((a, b) => rank(a) - rank(b));
};
