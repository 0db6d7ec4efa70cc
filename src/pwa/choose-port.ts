import type { PortChoice } from '../ui/surroundings.ts';

/** Makers of card terminals: Ingenico, Verifone, PAX and its partners. Others are under "show all ports". */
const terminalMakers = [0x0b00, 0x079b, 0x11ca, 0x2fb8];

/** Opens the browser's list of serial ports. Must be called within a click. */
export async function choosePort(which: 'terminals' | 'all'): Promise<PortChoice> {
  if (!('serial' in navigator)) return 'unsupported';
  const filters = which === 'all' ? [] : terminalMakers.map((usbVendorId) => ({ usbVendorId }));
  try {
    await navigator.serial.requestPort({ filters });
    return 'chosen';
  } catch (error) {
    // Chromium's word for a list that was closed without a choice.
    if (error instanceof DOMException && error.name === 'NotFoundError') return 'cancelled';
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
