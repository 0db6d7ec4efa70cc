import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { VisibleSettings } from '../core/connector-api/connector-api.ts';
import { isOnThisComputer } from '../core/connector-api/sidecar-contract.ts';
import type { Snapshot } from '../core/connector-api/snapshot.ts';
import { firstStepsOf } from './model/first-steps.ts';

export const areas = ['pay', 'payments', 'settings'] as const;
export type Area = (typeof areas)[number];

const partsOf = (hash: string): string[] => hash.replace(/^#\/?/, '').split('/');

/** The area that an address such as `#/payments` names; anything else is the first. */
export const areaOfHash = (hash: string): Area => areas.find((area) => partsOf(hash)[0] === area) ?? 'pay';

/** The field of that area that the address leads to: `hipay.login` of `#/settings/hipay.login`. */
export const fieldOfHash = (hash: string): string | undefined => partsOf(hash)[1];

export const hashOfArea = (area: Area, field?: string): string => `#/${area}${field ? `/${field}` : ''}`;

/** A place of its own within the settings, as nobody goes there every day. */
export const diagnosticsHash = hashOfArea('settings', 'diagnostics');

export const isDiagnostics = (hash: string): boolean =>
  areaOfHash(hash) === 'settings' && fieldOfHash(hash) === 'diagnostics';

/** The guide of the first day lies over the pay area. */
export const guideHash = '#/start';

export const isGuide = (hash: string): boolean => hash === guideHash;

/**
 * Whether a till that is opened without any address shall begin with the guide: nothing of it is set up, and no sidecar does
 * it. On this computer itself it is known only after a moment whether there is one.
 */
export function beginsWithGuide(settings: VisibleSettings, snapshot: Snapshot, hostname: string): boolean {
  const { sidecar, terminal, payments } = snapshot;
  if (settings.provisioned || sidecar === 'connected' || payments.length > 0) return false;
  if (sidecar === 'none' && isOnThisComputer(hostname)) return false;
  return firstStepsOf(settings, terminal).every(({ done }) => !done);
}

/** Which screen the address asks for, from the first address to the last. */
export class PageAddress implements ReactiveController {
  area: Area = areaOfHash(location.hash);
  guide = isGuide(location.hash);
  diagnosing = isDiagnostics(location.hash);
  /** Nobody has asked for a page: a till that is not set up begins with the guide. */
  bare = location.hash === '';

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Another screen has been drawn. */
    private readonly moved: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.#route);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#route);
  }

  #route = async (): Promise<void> => {
    this.bare = false;
    this.area = areaOfHash(location.hash);
    this.guide = isGuide(location.hash);
    this.diagnosing = isDiagnostics(location.hash);
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.moved();
    window.scrollTo(0, 0);
  };
}
