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
