import type { Connector, PaymentResult } from '../index.ts';
import { makeButton, node } from './dom.ts';

/** A value of this till that survives a reload of the page. */
export class StoredValue<Value> {
  constructor(
    private readonly storage: Storage,
    private readonly key: string,
    private readonly initial: () => Value,
  ) {}

  get(): Value {
    const text = this.storage.getItem(this.key);
    return text === null ? this.initial() : JSON.parse(text);
  }

  set(value: Value): void {
    this.storage.setItem(this.key, JSON.stringify(value));
  }
}

type Entry = Pick<PaymentResult, 'orderId' | 'outcome' | 'amount' | 'currency'>;

const storedEntries = new StoredValue<readonly Entry[]>(localStorage, 'example-till.history', () => []);

/** Adds a payment as the newest entry. An order has one entry, however often it is queried. */
export function addToHistory({ orderId, outcome, amount, currency }: PaymentResult): void {
  const others = storedEntries.get().filter((each) => each.orderId !== orderId);
  storedEntries.set([{ orderId, outcome, amount, currency }, ...others].slice(0, 50));
}

/** Shows the payments of this till, each with a button that queries it again. */
export function showHistory(into: HTMLElement, connector: () => Promise<Connector>): void {
  const show = () => showHistory(into, connector);
  const ask = async (query: (connector: Connector) => Promise<PaymentResult | null>) => {
    // The log already shows the failure.
    const found = await connector()
      .then(query)
      .catch(() => null);
    if (found) addToHistory(found);
    show();
  };
  const rows = storedEntries.get().map(({ orderId, outcome, amount, currency }) => {
    const queryButton = makeButton('Ask again', () => void ask(({ payments }) => payments.get(orderId)));
    const cells = [orderId, outcome, `${amount} ${currency}`, queryButton].map((each) =>
      node('td', '', each),
    );
    return node('tr', '', ...cells);
  });
  into.replaceChildren(
    node('p', 'muted', 'An outcome that is UNKNOWN is settled in the connector; then ask again here.'),
    makeButton('Ask for the last payment', () => void ask((opened) => opened.resumeLast())),
    node('table', '', node('tbody', '', ...rows)),
  );
}
