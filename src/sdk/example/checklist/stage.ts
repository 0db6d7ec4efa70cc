import type { HipayPay } from '../../element/index.ts';
import type { PaymentRequest, Phase } from '../../index.ts';
import { openTestConnector, type TestConnector, type TestOptions } from '../../testing/index.ts';

/** What a situation came to: the words on the screen one after the other, the buttons at the end, and the money. */
export interface Seen {
  readonly screens: readonly string[];
  readonly buttons: readonly string[];
  /** Every amount that the terminal has charged, in minor units. */
  readonly charged: readonly number[];
}

/** Twice as fast as in a shop: quick to watch, and slow enough for a computer that is busy. */
const speed = 2;

/** A till with a test connector of its own: nothing of it reaches the connector's journal, a terminal or HiPay. */
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

  /** The till's page as it is after it was loaded: a new element. */
  load(): HipayPay {
    const pay = document.createElement('hipay-pay');
    pay.language = 'en';
    pay.connector = async () => this.connector;
    pay.request = this.request;
    this.place.replaceChildren(pay);
    return pay;
  }

  /** Pays, and gives what is on the screen afterwards; a failure is a screen too. */
  async pay(pay: HipayPay, meanwhile: Partial<Record<Phase['phase'], () => void>> = {}): Promise<void> {
    const hear = ({ detail }: CustomEvent<Phase>) => {
      const act = meanwhile[detail.phase];
      delete meanwhile[detail.phase];
      act?.();
    };
    pay.addEventListener('hipay-phase', hear);
    await pay.start().catch(() => {});
    this.look(pay);
  }

  look(pay: HipayPay): void {
    this.#screens.push(pay.shadowRoot?.querySelector('[part=word]')?.textContent ?? '');
  }

  /** Presses a button as a cashier does, and waits for what comes of it. */
  async press(pay: HipayPay, label: string): Promise<void> {
    const button = this.#buttons(pay).find((each) => each.textContent === label);
    if (!button) throw new Error(`there is no button ${label}`);
    const ended = new Promise((done) => {
      for (const name of ['hipay-result', 'hipay-failure'] as const)
        pay.addEventListener(name, done, { once: true });
    });
    button.click();
    await ended;
    this.look(pay);
  }

  end(pay: HipayPay): Seen {
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
