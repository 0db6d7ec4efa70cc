import type { Connector, Language, PaymentRequest } from '../api.ts';

/** What the attributes of plain HTML ask for. */
export function readRequest(element: HTMLElement): PaymentRequest | undefined {
  const amount = element.getAttribute('amount');
  if (!amount) return undefined;
  const currency = element.getAttribute('currency');
  const orderId = element.getAttribute('order-id');
  return { amount, ...(currency && { currency }), ...(orderId && { orderId }) };
}

const known = /^(en|fr|it|pt)\b/;

/** The attribute, the page around it, the browser: the first that is one of the four. */
export function languageOf(element: HTMLElement): Language {
  const around = element.closest<HTMLElement>('[lang]')?.lang;
  const tags = [element.getAttribute('language'), around, ...navigator.languages];
  const found = tags.map((tag) => known.exec(tag?.toLowerCase() ?? '')?.[1]).find(Boolean);
  return (found as Language | undefined) ?? 'en';
}

/**
 * A connector, or a function that opens one.
 *
 * @example
 * const source: ConnectorSource = () => openConnector({ window: { url: 'http://localhost:8080' } });
 */
export type ConnectorSource = Connector | (() => Promise<Connector>);

/** The connector of an element: one that is given, or one that is opened when it is needed and again after it was lost. */
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
 * The number of a request's order. One that brings none gets one, and keeps it over tries: with a fresh number each, a
 * payment whose answer was lost could be charged again.
 */
export class OrderNumber {
  #number = '';
  #requestKey = '';

  of(request: PaymentRequest): string {
    if (request.orderId) return request.orderId;
    const key = JSON.stringify(request);
    if (key !== this.#requestKey || !this.#number) {
      this.#requestKey = key;
      const bytes = crypto.getRandomValues(new Uint8Array(12));
      this.#number = `T${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    }
    return this.#number;
  }

  forget(): void {
    this.#number = '';
  }
}
