import { mintTillOrderId } from '../../core/till/till-order-id.ts';
import type { Connector, Language, PaymentRequest } from '../api.ts';
import { elementTexts } from './element-texts.ts';

/** Reads the payment request from the element's attributes. */
export function readRequest(element: HTMLElement): PaymentRequest | undefined {
  const amount = element.getAttribute('amount');
  if (!amount) return undefined;
  const currency = element.getAttribute('currency');
  const orderId = element.getAttribute('order-id');
  return { amount, ...(currency && { currency }), ...(orderId && { orderId }) };
}

const hasTexts = (language: string): language is Language => Object.hasOwn(elementTexts, language);

/** The first language with texts of: the attribute `language`, the page, the browser. */
export function languageOf(element: HTMLElement): Language {
  const pageLanguage = element.closest<HTMLElement>('[lang]')?.lang;
  const tags = [element.getAttribute('language'), pageLanguage, ...navigator.languages];
  return tags.map((tag) => /^\w*/.exec(tag?.toLowerCase() ?? '')?.[0] ?? '').find(hasTexts) ?? 'en';
}

/**
 * A connector, or a function that opens one.
 *
 * @example
 * const source: ConnectorSource = () => openConnector({ window: { url: 'http://localhost:8080' } });
 */
export type ConnectorSource = Connector | (() => Promise<Connector>);

/** The connector of an element. A source that is a function is called when the element needs it, and again after a loss. */
export class ConnectorHolder {
  #opened: Promise<Connector> | undefined;

  constructor(readonly source: ConnectorSource | undefined) {}

  get(): Promise<Connector> {
    const { source } = this;
    if (!source) return Promise.reject(new TypeError('hipay-pay: set the property connector'));
    if (typeof source !== 'function') return Promise.resolve(source);
    this.#opened ??= this.#open(source);
    return this.#opened;
  }

  async #open(source: () => Promise<Connector>): Promise<Connector> {
    try {
      const connector = await source();
      connector.on('closed', () => {
        this.#opened = undefined;
      });
      return connector;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }
}

/**
 * The order number of a request. If the request has no number, this class makes a number that stays the same over all
 * tries: with a new number for each try, a payment whose answer was lost could be charged again.
 */
export class OrderNumber {
  #number = '';
  #requestKey = '';

  of(request: PaymentRequest): string {
    if (request.orderId) return request.orderId;
    const key = JSON.stringify(request);
    if (key !== this.#requestKey || !this.#number) {
      this.#requestKey = key;
      this.#number = mintTillOrderId((count) => crypto.getRandomValues(new Uint8Array(count)));
    }
    return this.#number;
  }

  forget(): void {
    this.#number = '';
  }
}
