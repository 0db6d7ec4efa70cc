import { customerDisplaySearch } from './customer-window.ts';

/** Position and size of a screen (Window Management API). */
export interface ScreenPlace {
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
}

interface ScreenDetails {
  readonly screens: readonly ScreenPlace[];
  readonly currentScreen: ScreenPlace;
}

/** The part of the browser that opens the window. Browsers without the Window Management API have no `getScreenDetails`. */
export interface WindowOpener {
  readonly getScreenDetails?: () => Promise<ScreenDetails>;
  /** `isExtended`: the computer has a second screen. */
  readonly screen: { readonly availWidth?: number; readonly isExtended?: boolean };
  open(url: string, name: string, features: string): { focus(): void } | null;
}

/** The window's features: the whole other screen if there is one, otherwise a small window, which a person moves. */
export function windowFeatures(place: ScreenPlace | undefined): string {
  if (!place) return 'popup,width=960,height=600';
  const { availLeft, availTop, availWidth, availHeight } = place;
  return `popup,left=${availLeft},top=${availTop},width=${availWidth},height=${availHeight}`;
}

/**
 * Opens the customer's window, or brings the open window to the front. Call it within a click: the browser may ask whether this page may
 * place windows, and refuses windows without a click.
 *
 * @returns false if the browser has opened no window
 */
export async function openCustomerWindow(browser: WindowOpener): Promise<boolean> {
  const opened = browser.open(
    `/${customerDisplaySearch}`,
    'hipay-ecr-customer-display',
    windowFeatures(await otherScreen(browser)),
  );
  opened?.focus();
  return opened !== null;
}

async function otherScreen(browser: WindowOpener): Promise<ScreenPlace | undefined> {
  if (!browser.screen.isExtended) return undefined;
  try {
    const details = await browser.getScreenDetails?.();
    return details?.screens.find((each) => each !== details.currentScreen);
  } catch {
    // A person or a policy has denied the permission.
    return undefined;
  }
}
