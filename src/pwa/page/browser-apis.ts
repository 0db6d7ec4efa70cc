import { terminalMakers } from '../../core/terminal/terminal-languages.ts';
import type { CableLink, PortChoice } from '../../ui/host-api.ts';

/** What a page and a dedicated worker have of the browser. */
interface Ways {
  readonly serial: Serial | undefined;
  readonly usb: USB | undefined;
}

/** Chrome on Android had Web Serial for Bluetooth alone before this one: no way to a terminal on a cable. */
const firstWithCables = 148;

/** Which ways to a terminal on a cable this browser has. */
export function browserWays(browser: {
  readonly userAgent: string;
  readonly serial?: Serial;
  readonly usb?: USB;
}): Ways {
  const chrome = /Android.*Chrome\/(\d+)/.exec(browser.userAgent)?.[1];
  const bluetoothOnly = chrome !== undefined && Number(chrome) < firstWithCables;
  return { serial: bluetoothOnly ? undefined : browser.serial, usb: browser.usb };
}

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
