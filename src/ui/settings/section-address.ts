import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { areaOfHash, fieldOfHash } from '../page-address.ts';
import { hashOfSection, type Section, sectionOfHash, sections } from './settings-sections.ts';

/**
 * The section that the address names, or that has the field which it names. Focuses this field, or the beginning of a section
 * that a person has opened, as soon as it exists.
 */
export class SectionAddress implements ReactiveController {
  section: Section = sectionOfHash(location.hash);
  #inMenu: Section | undefined;
  #toFocus: string | undefined = fieldOfHash(location.hash);

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly isRendered: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.#onHashChange);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#onHashChange);
  }

  hostUpdated(): void {
    if (!this.isRendered()) return;
    this.#showInMenu();
    const place = this.#toFocus;
    if (!place) return;
    this.#toFocus = undefined;
    // Waits for a frame, because the page focuses the whole screen first.
    requestAnimationFrame(() => this.#focus(place));
  }

  /** On a narrow screen the menu is one line that scrolls. */
  #showInMenu(): void {
    if (this.#inMenu === this.section) return;
    this.#inMenu = this.section;
    const nav = this.host.shadowRoot?.querySelector('nav');
    const link = nav?.querySelector<HTMLElement>('[aria-current="page"]');
    if (nav && link)
      nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
  }

  show(section: Section): void {
    this.section = section;
    history.replaceState(null, '', hashOfSection(section));
    this.host.requestUpdate();
  }

  #focus(place: string): void {
    const findBy = (selector: string) => this.host.shadowRoot?.querySelector<HTMLElement>(selector);
    if (sections.some((section) => section === place)) {
      findBy(`#section-${place}`)?.focus({ preventScroll: true });
      return;
    }
    const input = findBy(`#${CSS.escape(place)}`) ?? findBy(`[name="${CSS.escape(place)}"]`);
    const folded = input?.closest('details');
    if (folded) folded.open = true;
    (input ?? findBy(`#group-${place.split('.')[0]}`))?.scrollIntoView({ block: 'center' });
    input?.focus();
  }

  readonly #onHashChange = (): void => {
    if (areaOfHash(location.hash) !== 'settings') return;
    this.section = sectionOfHash(location.hash);
    this.#toFocus = fieldOfHash(location.hash);
    this.host.requestUpdate();
  };
}
