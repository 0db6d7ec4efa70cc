import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import type { DoubtOfOtherBrowser } from './ecr-confirm-same.ts';

interface Answers {
  readonly yes: () => void;
  readonly no: () => void;
}

type Dialog = (answers: Answers) => TemplateResult;

interface Asked {
  readonly dialog: Dialog;
  readonly answers: Answers;
}

/** Asks a person before a payment by hand begins. The dialogs load on demand. */
export class PaymentQuestion implements ReactiveController {
  #asked: Asked | undefined;
  readonly #part: LazyPart;

  /** `onDeclined`: called once the question is gone. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onDeclined: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, ['resolve'], () =>
      Promise.all([
        import('./ecr-confirm-back.ts'),
        import('./ecr-confirm-large.ts'),
        import('./ecr-confirm-same.ts'),
      ]),
    );
  }

  hostConnected(): void {}

  /** Is money to go back to the customer? */
  isMeantBack = (request: PaymentRequest): Promise<boolean> =>
    this.#ask(
      ({ yes, no }) => html`<ecr-confirm-back
      .request=${request}
      @confirmed=${yes}
      @declined=${no}
    ></ecr-confirm-back>`,
    );

  /** Is the amount really so large? */
  isMeantLarge = (request: PaymentRequest): Promise<boolean> =>
    this.#ask(
      ({ yes, no }) => html`<ecr-confirm-large
      .request=${request}
      @confirmed=${yes}
      @declined=${no}
    ></ecr-confirm-large>`,
    );

  /** The outcome of a payment of the same amount is unknown: is this another sale? */
  isAnotherSale = (doubt: PaymentRow | DoubtOfOtherBrowser): Promise<boolean> =>
    this.#ask(
      ({ yes, no }) => html`<ecr-confirm-same
      .doubt=${doubt}
      @confirmed=${yes}
      @declined=${no}
    ></ecr-confirm-same>`,
    );

  render() {
    const asked = this.#asked;
    if (!asked) return '';
    return this.#part.renderOver(() => asked.dialog(asked.answers), asked.answers.no);
  }

  async #ask(dialog: Dialog): Promise<boolean> {
    const confirmed = await new Promise<boolean>((resolve) => {
      this.#show({ dialog, answers: { yes: () => resolve(true), no: () => resolve(false) } });
      void this.#part.open();
    });
    this.#show(undefined);
    await this.host.updateComplete;
    if (!confirmed) this.onDeclined();
    return confirmed;
  }

  #show(asked: Asked | undefined): void {
    this.#asked = asked;
    this.host.requestUpdate();
  }
}
