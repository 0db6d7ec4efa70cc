import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { ReceiptEvent, type ReceiptOf } from '../model/payment-events.ts';
import { LazyPart } from '../parts/lazy-part.ts';

/** Shows the receipt dialog when any part of the page requests it. The dialog loads on demand. */
export class ReceiptHost implements ReactiveController {
  #payment: ReceiptOf | undefined;
  readonly #part: LazyPart;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
    this.#part = new LazyPart(host, ['receipts'], () => import('./ecr-receipt-dialog.ts'));
  }

  hostConnected(): void {
    this.host.addEventListener(ReceiptEvent.type, this.#onRequest);
  }

  hostDisconnected(): void {
    this.host.removeEventListener(ReceiptEvent.type, this.#onRequest);
  }

  render(connector: ConnectorApi) {
    if (!this.#payment) return '';
    const payment = this.#payment;
    const dialog = () => html`<ecr-receipt-dialog
      .connector=${connector}
      .payment=${payment}
      @closed=${this.#onClose}
    ></ecr-receipt-dialog>`;
    return this.#part.renderOver(dialog, this.#onClose);
  }

  #onRequest = (event: Event): void => {
    if (this.#payment || !(event instanceof ReceiptEvent)) return;
    void this.#part.open();
    this.#payment = event.detail;
    this.host.requestUpdate();
  };

  #onClose = (): void => {
    this.#payment = undefined;
    this.host.requestUpdate();
  };
}
