import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fieldOfHash } from '../area.ts';

/** An address can lead to one field, to what has to be mended: once, as soon as the fields are there. */
export class FieldOfAddress implements ReactiveController {
  #led = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly drawn: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#led || !this.drawn()) return;
    this.#led = true;
    const field = fieldOfHash(location.hash);
    // After the focus has gone to the new screen as a whole.
    if (field) requestAnimationFrame(() => this.#lead(field));
  }

  #lead(field: string): void {
    const at = (id: string) => this.host.shadowRoot?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    const input = at(field);
    (input ?? at(`group-${field.split('.')[0]}`))?.scrollIntoView({ block: 'center' });
    input?.focus();
  }
}
