import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { type DoubtfulPayment, ResolveEvent } from './doubtful-payment.ts';
import './ecr-resolve-dialog.ts';

/** The focused element itself, inside whatever shadow roots it is. */
function deepFocus(): HTMLElement | undefined {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement ? focused : undefined;
}

/** Shows the dialogue for whatever part of the page asks for it, and gives the focus back. */
export class ResolverHost implements ReactiveController {
  #payment: DoubtfulPayment | undefined;
  #opener: HTMLElement | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Where the focus goes when the button that opened the dialogue has gone with its payment. */
    private readonly focusElsewhere: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener(ResolveEvent.type, this.#open);
  }

  hostDisconnected(): void {
    this.host.removeEventListener(ResolveEvent.type, this.#open);
  }

  render(connector: ConnectorApi) {
    if (!this.#payment) return '';
    return html`<ecr-resolve-dialog
      .connector=${connector}
      .payment=${this.#payment}
      @closed=${(event: CustomEvent<boolean>) => this.#close(event.detail)}
    ></ecr-resolve-dialog>`;
  }

  #open = (event: Event): void => {
    if (this.#payment || !(event instanceof ResolveEvent)) return;
    this.#opener = deepFocus();
    this.#payment = event.detail;
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
