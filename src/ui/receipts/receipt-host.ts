import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { deepFocus } from '../parts/deep-focus.ts';
import { ReceiptEvent, type ReceiptOf } from './receipt-event.ts';

/** Shows the receipt for whatever part of the page asks for it, and gives the focus back. Its dialogue is loaded then. */
export class ReceiptHost implements ReactiveController {
  #payment: ReceiptOf | undefined;
  #opener: HTMLElement | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener(ReceiptEvent.type, this.#open);
  }

  hostDisconnected(): void {
    this.host.removeEventListener(ReceiptEvent.type, this.#open);
  }

  render(connector: ConnectorApi) {
    if (!this.#payment) return '';
    return html`<ecr-receipt-dialog
      .connector=${connector}
      .payment=${this.#payment}
      @closed=${this.#close}
    ></ecr-receipt-dialog>`;
  }

  #open = (event: Event): void => {
    if (this.#payment || !(event instanceof ReceiptEvent)) return;
    void import('./ecr-receipt-dialog.ts');
    this.#opener = deepFocus();
    this.#payment = event.detail;
    this.host.requestUpdate();
  };

  #close = async (): Promise<void> => {
    this.#payment = undefined;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.#opener?.focus();
  };
}
