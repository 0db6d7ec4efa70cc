import type { Settings } from './settings.ts';

export type LinkName = Settings['terminal']['link'];

/** The links to a terminal on a cable that this browser supports. */
export interface BrowserLinks {
  readonly serial: boolean;
  readonly usb: boolean;
}

/**
 * Returns the link to use: WebUSB instead of Web Serial if the browser has only WebUSB. The stored settings do not
 * change.
 */
export const usableLink = (wanted: LinkName, browserLinks: BrowserLinks): LinkName =>
  wanted === 'web-serial' && !browserLinks.serial && browserLinks.usb ? 'web-usb' : wanted;
