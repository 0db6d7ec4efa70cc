import type { Language, PaymentRequest, PaymentResult } from '../api.ts';
import {
  ConnectorHolder,
  type ConnectorSource,
  languageOf,
  OrderNumber,
  readRequest,
} from './element-settings.ts';
import { elementTexts } from './element-texts.ts';
import { PayController } from './pay-controller.ts';
import type { PayEvents } from './pay-state.ts';
import { PayView } from './pay-view.ts';

/** Stands for `HTMLElement` where there is no page, because frameworks import this class on their server. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * A button that takes a payment, and shows its progress and its result. Set `connector`, and `request` or the attributes
 * `amount` (major units, `10.23`), `currency` and `order-id`. Fires `hipay-phase`, `hipay-result` and `hipay-failure`.
 *
 * @example
 * const pay = document.createElement('hipay-pay');
 * pay.connector = () => openConnector({ window: { url: 'http://localhost:8080' } });
 * pay.request = { amountMinor: 1023, orderId: 'Order_12345' };
 * pay.addEventListener('hipay-result', ({ detail }) => console.log(detail.outcome, detail.amount));
 */
export class HipayPay extends Base {
  static readonly observedAttributes = ['amount', 'currency', 'order-id', 'language'];

  #holder = new ConnectorHolder(undefined);
  #request: PaymentRequest | undefined;
  #language: Language | undefined;
  /** The request that the screen shows, as JSON. */
  #shownRequest = '';
  readonly #orderNumber = new OrderNumber();
  #view: PayView | undefined;
  readonly #controller = new PayController({
    texts: () => elementTexts[this.language],
    connector: () => this.#holder.get(),
    show: (state) => this.#view?.show(state),
    fireEvent: (name, detail) => {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    },
  });

  /** A connector, or a function that opens one, which is called at the first press of the button and after a loss. */
  get connector(): ConnectorSource | undefined {
    return this.#holder.source;
  }
  set connector(source: ConnectorSource | undefined) {
    if (source === this.#holder.source) return;
    this.#holder = new ConnectorHolder(source);
    this.#refresh();
  }

  /** The payment to take. Another request clears the last result; an equal request changes nothing. */
  get request(): PaymentRequest | undefined {
    return this.#request ?? readRequest(this);
  }
  set request(request: PaymentRequest | undefined) {
    this.#request = request;
    this.#refresh();
  }

  /** Language of the texts; by default that of the page. Open the connector with the same language. */
  get language(): Language {
    return this.#language ?? languageOf(this);
  }
  set language(language: Language | undefined) {
    this.#language = language;
    this.#refresh();
  }

  /**
   * Does the same as the button. Resolves with the result of the payment. While a payment runs, or after it is paid, this
   * is the result of that payment. A payment whose outcome is not known is queried, never repeated. Null: the connector
   * knows no order of this number. Rejects with the failure.
   */
  start(): Promise<PaymentResult | null> {
    const { request } = this;
    if (!request) return Promise.reject(new TypeError('hipay-pay: set request, or the attribute amount'));
    return this.#controller.pay(request, this.#orderNumber.of(request));
  }

  /** Call it after a reload: shows the result of this request's order, or, without a request, this till's last payment. */
  resume(): Promise<PaymentResult | null> {
    return this.#controller.query(this.request?.orderId);
  }

  /** Gets ready for the next payment; does nothing while a payment runs. Another `request` has the same effect. */
  reset(): void {
    if (!this.#controller.busy) this.#orderNumber.forget();
    this.#controller.reset();
  }

  connectedCallback(): void {
    for (const name of ['connector', 'request', 'language'] as const) this.#applyEarlySetting(name);
    this.#view ??= new PayView(this, {
      pay: () => void this.start().catch(() => {}),
      query: () => void this.#controller.query(this.#controller.orderId || undefined).catch(() => {}),
      cancel: () => void this.#controller.cancel(),
    });
    this.#refresh();
  }

  disconnectedCallback(): void {
    this.#view?.stop();
  }

  attributeChangedCallback(): void {
    this.#refresh();
  }

  /** Applies a property that a framework set before this class was loaded. Such a property hides the setter. */
  #applyEarlySetting(name: 'connector' | 'request' | 'language'): void {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    Object.assign(this, { [name]: value });
  }

  #refresh(): void {
    if (!this.isConnected) return;
    const { request } = this;
    const requestKey = JSON.stringify(request) ?? '';
    if (requestKey !== this.#shownRequest && !this.#controller.busy) {
      this.#shownRequest = requestKey;
      if (this.#controller.orderId !== request?.orderId) this.reset();
    }
    this.#view?.show(this.#controller.state);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hipay-pay': HipayPay;
  }
  interface HTMLElementEventMap {
    'hipay-phase': CustomEvent<PayEvents['hipay-phase']>;
    'hipay-result': CustomEvent<PayEvents['hipay-result']>;
    'hipay-failure': CustomEvent<PayEvents['hipay-failure']>;
  }
}
