import { customerDisplaySearch } from './customer-window.ts';

/** A screen, as the browser's Window Management tells of it. */
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

/** The part of the browser that opens the window. Without Window Management `getScreenDetails` is absent. */
export interface WindowOpener {
  readonly getScreenDetails?: () => Promise<ScreenDetails>;
  /** `isExtended`: there is a second screen. */
  readonly screen: { readonly availWidth?: number; readonly isExtended?: boolean };
  open(url: string, name: string, features: string): { focus(): void } | null;
}

/** The window's features: the whole of the other screen if there is one, otherwise a window that a person moves. */
export function windowFeatures(place: ScreenPlace | undefined): string {
  if (!place) return 'popup,width=960,height=600';
  const { availLeft, availTop, availWidth, availHeight } = place;
  return `popup,left=${availLeft},top=${availTop},width=${availWidth},height=${availHeight}`;
}

/**
 * Opens the customer's window, or shows the one that is open. Call it within a click: the browser may ask whether this page may
 * place windows, and refuses windows without a click.
 *
 * @returns false if the browser has opened none
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
    // A person, or a policy, has not allowed it.
    return undefined;
  }
}
