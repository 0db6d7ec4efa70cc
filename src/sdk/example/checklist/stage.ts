import type { HipayPay } from '../../element/index.ts';
import type { PaymentRequest, Phase } from '../../index.ts';
import { openTestConnector, type TestConnector, type TestOptions } from '../../testing/index.ts';

/** Result of a situation: the words on the screen in their order, the buttons at the end, and the charged amounts. */
export interface SituationResult {
  readonly screens: readonly string[];
  readonly buttons: readonly string[];
  /** All amounts that the terminal has charged, in minor units. */
  readonly charged: readonly number[];
}

/** Twice as fast as in a shop: fast for a viewer, but not too fast for a busy computer. */
const speed = 2;

/** A till with its own test connector, which reaches no journal of the real connector, no terminal and no HiPay. */
export class Stage {
  readonly request: PaymentRequest;
  readonly #screens: string[] = [];

  private constructor(
    private readonly place: HTMLElement,
    public connector: TestConnector,
    orderId: string,
  ) {
    this.request = { amountMinor: 1023, currency: 'EUR', orderId };
  }

  static async open(place: HTMLElement, orderId: string, options: TestOptions): Promise<Stage> {
    return new Stage(place, await openTestConnector({ ...options, speed }), orderId);
  }

  /** Makes a new element, as on a page that was just loaded. */
  load(): HipayPay {
    const pay = document.createElement('hipay-pay');
    pay.language = 'en';
    pay.connector = async () => this.connector;
    pay.request = this.request;
    this.place.replaceChildren(pay);
    return pay;
  }

  /** Pays, and records the screen after the result or failure. `meanwhile`: what to do when a phase begins. */
  async pay(pay: HipayPay, meanwhile: Partial<Record<Phase['phase'], () => void>> = {}): Promise<void> {
    const onPhase = ({ detail }: CustomEvent<Phase>) => {
      const act = meanwhile[detail.phase];
      delete meanwhile[detail.phase];
      act?.();
    };
    pay.addEventListener('hipay-phase', onPhase);
    await pay.start().catch(() => {});
    this.recordScreen(pay);
  }

  recordScreen(pay: HipayPay): void {
    this.#screens.push(pay.shadowRoot?.querySelector('[part=word]')?.textContent ?? '');
  }

  /** Presses a button as a cashier does, and waits for the result or failure. */
  async press(pay: HipayPay, label: string): Promise<void> {
    const button = this.#buttons(pay).find((each) => each.textContent === label);
    if (!button) throw new Error(`there is no button ${label}`);
    const ended = new Promise((done) => {
      for (const name of ['hipay-result', 'hipay-failure'] as const)
        pay.addEventListener(name, done, { once: true });
    });
    button.click();
    await ended;
    this.recordScreen(pay);
  }

  end(pay: HipayPay): SituationResult {
    const { charged } = this.connector.test;
    const seen = {
      screens: this.#screens,
      buttons: this.#buttons(pay).map((each) => each.textContent ?? ''),
      charged,
    };
    this.connector.close();
    return seen;
  }

  #buttons = (pay: HipayPay): HTMLButtonElement[] =>
    [...(pay.shadowRoot?.querySelectorAll('button') ?? [])].filter((each) => each.checkVisibility());
}
