import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import { type DoubtfulPayment, ResolveEvent } from '../model/payment-events.ts';
import { deepFocus } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';

/** Shows the dialogue for whatever part of the page asks for it, and gives the focus back. It is loaded then. */
export class ResolverHost implements ReactiveController {
  #payment: DoubtfulPayment | undefined;
  #opener: HTMLElement | undefined;
  readonly #part: LazyPart;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Where the focus goes when the button that opened the dialogue has gone with its payment. */
    private readonly focusElsewhere: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, () => import('./ecr-resolve-dialog.ts'));
  }

  hostConnected(): void {
    this.host.addEventListener(ResolveEvent.type, this.#open);
  }

  hostDisconnected(): void {
    this.host.removeEventListener(ResolveEvent.type, this.#open);
  }

  render(connector: ConnectorApi, settings: VisibleSettings | undefined) {
    if (!this.#payment) return '';
    const payment = this.#payment;
    const dialog = () => html`<ecr-resolve-dialog
      .connector=${connector}
      .payment=${payment}
      .language=${settings?.terminal.language}
      @closed=${(event: CustomEvent<boolean>) => this.#close(event.detail)}
    ></ecr-resolve-dialog>`;
    return this.#part.renderOver(dialog, () => void this.#close(false));
  }

  /** While a payment runs: should its outcome be unknown, nothing has to be fetched for it. */
  prepare(): void {
    void this.#part.open();
  }

  #open = (event: Event): void => {
    if (this.#payment || !(event instanceof ResolveEvent)) return;
    this.#opener = deepFocus();
    this.#payment = event.detail;
    void this.#part.open();
    this.host.requestUpdate();
  };

  async #close(recorded: boolean): Promise<void> {
    this.#payment = undefined;
    this.host.requestUpdate();
    await this.host.updateComplete;
    if (!recorded && this.#opener?.isConnected) this.#opener.focus();
    else this.focusElsewhere();
  }
}
