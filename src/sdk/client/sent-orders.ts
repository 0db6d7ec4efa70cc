import type { TransactionType } from '../../core/till/till-payment.ts';
import type { KeptText } from '../api.ts';

/** Maximum number of stored orders: a till that never asks for its lost orders must not fill the storage. */
const maxOrders = 20;

/**
 * The orders that this page has sent and that have no final answer: no text may say that they were not charged. The
 * orders are stored, so that the page has them after a reload. Each line holds the operation and the order number.
 */
export class SentOrders {
  constructor(private readonly storage: KeptText) {}

  /** The operation of an order without a final answer. */
  operationOf(orderId: string | null): TransactionType | undefined {
    return this.#read().find(([, sent]) => sent === orderId)?.[0];
  }

  begin(orderId: string, operation: TransactionType): void {
    this.#write([...this.#without(orderId), [operation, orderId]]);
  }

  /** Removes an order that has a final answer, or of which nothing was sent. */
  end(orderId: string): void {
    this.#write(this.#without(orderId));
  }

  #without(orderId: string) {
    return this.#read().filter(([, sent]) => sent !== orderId);
  }

  #read(): (readonly [TransactionType, string])[] {
    const lines = (this.storage.get() ?? '').split('\n').filter(Boolean);
    return lines.map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space) as TransactionType, line.slice(space + 1)] as const;
    });
  }

  #write(orders: readonly (readonly [TransactionType, string])[]): void {
    this.storage.set(
      orders
        .slice(-maxOrders)
        .map((order) => order.join(' '))
        .join('\n'),
    );
  }
}
