import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { LazyPart } from '../parts/lazy-part.ts';

/** Asks a person to confirm that money goes back to the customer. The dialog loads on demand. */
export class BackQuestion implements ReactiveController {
  #request: PaymentRequest | undefined;
  readonly #part: LazyPart;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly confirmed: (request: PaymentRequest) => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, ['resolve'], () => import('./ecr-confirm-back.ts'));
  }

  hostConnected(): void {}

  async ask(request: PaymentRequest): Promise<void> {
    this.#show(request);
    await this.#part.open();
  }

  render() {
    const request = this.#request;
    if (!request) return '';
    const question = () => html`<ecr-confirm-back
      .request=${request}
      @confirmed=${() => this.#onConfirm(request)}
      @declined=${this.#onDecline}
    ></ecr-confirm-back>`;
    return this.#part.renderOver(question, () => void this.#onDecline());
  }

  #show(request: PaymentRequest | undefined): void {
    this.#request = request;
    this.host.requestUpdate();
  }

  #onConfirm(request: PaymentRequest): void {
    this.#show(undefined);
    this.confirmed(request);
  }

  #onDecline = async (): Promise<void> => {
    this.#show(undefined);
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('.take')?.focus();
  };
}
