import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/host.ts';
import type { RecordsFile } from '../records/records-file.ts';
import { messageOf } from './messages.ts';

/** Time in which the sidecar must say what it knows of an order, ms. */
const answerLimitMs = 2000;

/**
 * The sidecar's copy of the records, as the page asks for it. A web till reaches the page without the sidecar, so the page
 * itself joins what both know before it takes the order.
 */
export class SecondCopy {
  #channel: Channel | undefined;
  #lastId = 0;
  readonly #waiting = new Map<string, (known: RecordsFile) => void>();

  constructor(private readonly clock: Pick<Clock, 'after'>) {}

  /** Uses this channel to the sidecar until it closes. */
  attach(channel: Channel): void {
    this.#channel = channel;
    channel.onMessage((raw) => {
      const message = messageOf(raw, 'order-known');
      if (!message) return;
      this.#waiting.get(message.id)?.(message.known);
      this.#waiting.delete(message.id);
    });
    channel.onClose(() => {
      if (this.#channel === channel) this.#channel = undefined;
    });
  }

  /** What the sidecar knows of an order. Undefined: there is no sidecar. Rejects if it does not answer in time. */
  recordsOf(orderId: string): Promise<RecordsFile | undefined> {
    const channel = this.#channel;
    if (!channel) return Promise.resolve(undefined);
    const id = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      const stop = this.clock.after(answerLimitMs, () => {
        this.#waiting.delete(id);
        reject(new Error('the sidecar does not say what it knows of this order'));
      });
      this.#waiting.set(id, (known) => {
        stop();
        resolve(known);
      });
      channel.post({ kind: 'order-asked', id, orderId });
    });
  }
}
