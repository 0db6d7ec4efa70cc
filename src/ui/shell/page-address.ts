import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Area, areaOfHash, isDiagnostics } from '../area.ts';
import { isGuide } from '../first-run/guide-address.ts';

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
