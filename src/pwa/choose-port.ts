import { terminalMakers } from '../core/terminal/terminal-makers.ts';
import type { CableLink, PortChoice } from '../ui/surroundings.ts';

/** USB CDC 1.2, table 2: what WebUSB can make a serial line of. */
const communicationClass = 0x02;

/** Opens the browser's list of serial ports or USB devices. Must be called within a click. */
export async function choosePort(link: CableLink, which: 'terminals' | 'all'): Promise<PortChoice> {
  if (!((link === 'web-usb' ? 'usb' : 'serial') in navigator)) return 'unsupported';
  const all = which === 'all';
  try {
    if (link === 'web-usb') await navigator.usb.requestDevice({ filters: all ? [] : usbFilters() });
    else await navigator.serial.requestPort({ filters: all ? [] : serialFilters() });
    return 'chosen';
  } catch (error) {
    // Chromium's word for a list that was closed without a choice.
    if (error instanceof DOMException && error.name === 'NotFoundError') return 'cancelled';
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Others are under "show all ports". */
const serialFilters = (): SerialPortFilter[] => terminalMakers.map((usbVendorId) => ({ usbVendorId }));

const usbFilters = (): USBDeviceFilter[] => [
  ...terminalMakers.map((vendorId) => ({ vendorId })),
  { classCode: communicationClass },
];
