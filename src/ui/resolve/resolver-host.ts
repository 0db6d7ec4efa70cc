import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { type DoubtfulPayment, ResolveEvent } from '../model/payment-events.ts';
import { deepFocus } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';

/** Shows the resolve dialog when any part of the page requests it. The dialog loads on demand. */
export class ResolverHost implements ReactiveController {
  #payment: DoubtfulPayment | undefined;
  readonly #part: LazyPart;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Focuses another element if the button that opened the dialog is gone. */
    private readonly focusElsewhere: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, ['resolve'], () => import('./ecr-resolve-dialog.ts'));
  }

  hostConnected(): void {
    this.host.addEventListener(ResolveEvent.type, this.#onRequest);
  }

  hostDisconnected(): void {
    this.host.removeEventListener(ResolveEvent.type, this.#onRequest);
  }

  render(connector: ConnectorApi, settings: VisibleSettings | undefined) {
    if (!this.#payment) return '';
    const payment = this.#payment;
    const dialog = () => html`<ecr-resolve-dialog
      .connector=${connector}
      .payment=${payment}
      .language=${settings?.terminal.language}
      @closed=${(event: CustomEvent<boolean>) => this.#onClose(event.detail)}
    ></ecr-resolve-dialog>`;
    return this.#part.renderOver(dialog, () => void this.#onClose(false));
  }

  /** Loads the dialog while a payment runs, so that it is ready if the outcome is unknown. */
  prepare(): void {
    void this.#part.open();
  }

  #onRequest = (event: Event): void => {
    if (this.#payment || !(event instanceof ResolveEvent)) return;
    this.#payment = event.detail;
    void this.#part.open();
    this.host.requestUpdate();
  };

  async #onClose(recorded: boolean): Promise<void> {
    this.#payment = undefined;
    this.host.requestUpdate();
    await this.host.updateComplete;
    if (recorded || deepFocus() === document.body) this.focusElsewhere();
  }
}
