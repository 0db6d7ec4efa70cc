import { terminalMakers } from '../../core/terminal/terminal-languages.ts';
import type { CableLink, PortChoice } from '../../ui/host-api.ts';

/** The browser's APIs for a terminal on a cable, in a page or a dedicated worker. */
interface LinkApis {
  readonly serial: Serial | undefined;
  readonly usb: USB | undefined;
}

/** Before this version, Web Serial in Chrome on Android reached Bluetooth devices only. */
const firstChromeWithCables = 148;

/** Finds the APIs with which this browser reaches a terminal on a cable. */
export function findLinkApis(browser: {
  readonly userAgent: string;
  readonly serial?: Serial;
  readonly usb?: USB;
}): LinkApis {
  const chrome = /Android.*Chrome\/(\d+)/.exec(browser.userAgent)?.[1];
  const isBluetoothOnly = chrome !== undefined && Number(chrome) < firstChromeWithCables;
  return { serial: isBluetoothOnly ? undefined : browser.serial, usb: browser.usb };
}

/** Class of USB communication devices (USB CDC 1.2, table 2), which WebUSB can use as a serial line. */
const usbCommunicationClass = 0x02;

/** Opens the browser's list of serial ports or USB devices. Must be called within a click. */
export async function choosePort(link: CableLink, which: 'terminals' | 'all'): Promise<PortChoice> {
  if (!((link === 'web-usb' ? 'usb' : 'serial') in navigator)) return 'unsupported';
  const showsAll = which === 'all';
  try {
    if (link === 'web-usb') await navigator.usb.requestDevice({ filters: showsAll ? [] : usbFilters() });
    else await navigator.serial.requestPort({ filters: showsAll ? [] : serialFilters() });
    return 'chosen';
  } catch (error) {
    // Chromium throws NotFoundError when the list is closed without a choice.
    if (error instanceof DOMException && error.name === 'NotFoundError') return 'cancelled';
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Lists known makers only; the button "show all ports" lists every port. */
const serialFilters = (): SerialPortFilter[] => terminalMakers.map((usbVendorId) => ({ usbVendorId }));

const usbFilters = (): USBDeviceFilter[] => [
  ...terminalMakers.map((vendorId) => ({ vendorId })),
  { classCode: usbCommunicationClass },
];
