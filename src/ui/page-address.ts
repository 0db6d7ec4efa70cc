import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isOnThisComputer } from '../core/connector-api/addresses.ts';
import type { Snapshot } from '../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../core/settings/visible-settings.ts';
import { firstStepsOf } from './model/first-steps.ts';

export const areas = ['pay', 'payments', 'settings'] as const;
export type Area = (typeof areas)[number];

/** A part of a hash as it was before `encodeURIComponent`; undefined if a person has damaged it. */
export const decodedPart = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

const partsOf = (hash: string): string[] => hash.replace(/^#\/?/, '').split('/');

/** The area that a hash such as `#/payments` names; the first area for any other hash. The check is part of the payments. */
export const areaOfHash = (hash: string): Area =>
  isCheck(hash) ? 'payments' : (areas.find((area) => partsOf(hash)[0] === area) ?? 'pay');

/** The field that the hash names: `hipay.login` in `#/settings/hipay.login`. */
export const fieldOfHash = (hash: string): string | undefined => partsOf(hash)[1];

export const hashOfArea = (area: Area, field?: string): string => `#/${area}${field ? `/${field}` : ''}`;

/** The diagnostics are part of the settings, because people rarely need them. */
export const diagnosticsHash = hashOfArea('settings', 'diagnostics');

export const isDiagnostics = (hash: string): boolean =>
  areaOfHash(hash) === 'settings' && fieldOfHash(hash) === 'diagnostics';

/** All that needs a person: the payments to check, and all that waits to be sent. */
export const needsHash = hashOfArea('payments', 'needs');

/** The page on which a person checks this payment in doubt. */
export const hashOfCheck = (paymentId: string): string => `#/check/${encodeURIComponent(paymentId)}`;

export const isCheck = (hash: string): boolean => partsOf(hash)[0] === 'check';

/** The payment that the hash of the check names; undefined if it names none. */
const checkedPayment = (hash: string): string | undefined => {
  const id = isCheck(hash) ? fieldOfHash(hash) : undefined;
  return id ? decodedPart(id) : undefined;
};

/** An address of the check without a payment was once a list of its own. */
function replaceOldAddress(): void {
  if (isCheck(location.hash) && !checkedPayment(location.hash)) history.replaceState(null, '', needsHash);
}

/** The first-run guide takes the place of the pay screen. */
export const guideHash = '#/start';

export const isGuide = (hash: string): boolean => hash === guideHash;

/**
 * True if a till that opens without a hash starts with the guide: nothing is set up, and no sidecar provisions the till, or the
 * sidecar itself is not set up.
 * On the sidecar's computer, the page must first try to reach the sidecar.
 */
export function startsWithGuide(settings: VisibleSettings, snapshot: Snapshot, hostname: string): boolean {
  const { sidecar, terminal, payments, firstSetup } = snapshot;
  if (firstSetup === true) return true;
  if (settings.provisioned || sidecar === 'connected' || payments.length > 0) return false;
  if (sidecar === 'none' && isOnThisComputer(hostname)) return false;
  return firstStepsOf(settings, terminal).every(({ done }) => !done);
}

/** A screen with unsaved changes sets `keeps`: it returns true if the screen stays, and asks. */
export const leaveGuard: { keeps?: ((event: HashChangeEvent) => boolean) | undefined } = {};

/** Reads from the page's hash which screen to show, and follows its changes. */
export class PageAddress implements ReactiveController {
  area: Area = 'pay';
  guide = false;
  diagnosing = false;
  checking = false;
  /** Only while checking: the id of the payment. */
  checkedPayment: string | undefined;
  /** True as long as the page was opened by a pairing link, and shows no other screen. */
  isPairing = location.hash.startsWith('#pair=');
  /** True as long as the address names no screen. A till that is not configured then starts with the guide. */
  hasNoHash = location.hash === '' || this.isPairing;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Called after another screen has rendered. */
    private readonly onScreenChange: () => void,
  ) {
    host.addController(this);
    this.#read();
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.#onHashChange);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#onHashChange);
  }

  #read(): void {
    replaceOldAddress();
    const { hash } = location;
    this.area = areaOfHash(hash);
    this.guide = isGuide(hash);
    this.diagnosing = isDiagnostics(hash);
    this.checking = isCheck(hash);
    this.checkedPayment = checkedPayment(hash);
  }

  #onHashChange = async (event: HashChangeEvent): Promise<void> => {
    if (leaveGuard.keeps?.(event)) return;
    const areaBefore = this.area;
    this.hasNoHash = false;
    this.isPairing = false;
    this.#read();
    this.host.requestUpdate();
    // The screen of the payments moves the focus itself between its pages.
    if (this.area === 'payments' && areaBefore === 'payments') return;
    await this.host.updateComplete;
    this.onScreenChange();
    window.scrollTo(0, 0);
  };
}
