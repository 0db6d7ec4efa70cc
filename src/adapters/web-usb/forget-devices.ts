import type { LinkForgetting } from '../../core/ports/terminal-link.ts';
import type { WebUsbOutside } from './web-usb-link.ts';

/** Gives every permission for a USB device back, and says what the browser made of it. */
export async function forgetDevices({ usb, lastDevice, forgetLast }: WebUsbOutside): Promise<LinkForgetting> {
  const devices = (await usb?.getDevices().catch(() => [])) ?? [];
  if (!usb || devices.length === 0) return lastDevice() ? 'away' : 'nothing-granted';
  // Chromium before 101 has no such call, whatever its types say.
  if (!devices.every((device) => 'forget' in device)) return 'unsupported';
  await Promise.all(devices.map((device) => device.forget()));
  forgetLast();
  return (await usb.getDevices()).length > 0 ? 'still-granted' : 'forgotten';
}
