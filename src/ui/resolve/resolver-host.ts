import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import { deepFocus } from '../parts/deep-focus.ts';
import { type DoubtfulPayment, ResolveEvent } from './doubtful-payment.ts';
import './ecr-resolve-dialog.ts';

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

  render(connector: ConnectorApi, settings: VisibleSettings | undefined) {
    if (!this.#payment) return '';
    return html`<ecr-resolve-dialog
      .connector=${connector}
      .payment=${this.#payment}
      .language=${settings?.terminal.language}
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
