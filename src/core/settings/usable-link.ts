import type { Settings } from './settings.ts';

export type LinkName = Settings['terminal']['link'];

/** Which ways to a terminal on a cable this browser has. */
export interface BrowserWays {
  readonly serial: boolean;
  readonly usb: boolean;
}

/** The way that is gone: WebUSB where Web Serial is missing. The settings stay what they are: they are the shop's. */
export const usableLink = (wanted: LinkName, ways: BrowserWays): LinkName =>
  wanted === 'web-serial' && !ways.serial && ways.usb ? 'web-usb' : wanted;
