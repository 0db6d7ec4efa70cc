import { expect } from 'vitest';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import type { Gateway } from '../../../src/core/ports/gateway.ts';
import { OutboxDelivery } from '../../../src/flows/outbox/deliver-outbox.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { anEntry } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

export const noAnswer: GatewayReply = { kind: 'no-answer', reason: 'network' };
export const noSidecar: GatewayReply = { kind: 'no-answer', reason: 'no-sidecar' };
export const answered = (status: number, body: unknown, retryAfter?: string): GatewayReply => ({
  kind: 'answered',
  status,
  body: JSON.stringify(body),
  ...(retryAfter && { retryAfter }),
});
export const accepted = answered(200, { state: 'completed', transactionReference: '800000000001' });
export const serverError = answered(500, { code: '5000000', message: 'internal' });
export const notFound = answered(404, { code: 3000001, message: 'Unknown Order', details: [] });
/** HiPay's answer to the look-up of an order whose payment has the same id. */
const foundOrder = (orderId: string) =>
  answered(200, {
    merchant_order_id: orderId,
    custom_data: JSON.stringify({ ecr_payment_id: orderId }),
    transactions: [{ state: 'completed' }],
  });
export const duplicate = answered(400, { code: '3010004', message: 'duplicate order' });

export const orderIds = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `Order_${String(from + index).padStart(5, '0')}`);

/** An outbox that filled up while HiPay was unreachable, and a HiPay that answers as the test decides. */
export class Backlog {
  readonly clock = new VirtualClock();
  readonly storage = new MemoryStorage();
  readonly ids = countingIds();
  readonly tries: string[] = [];
  /** The orders that HiPay accepted, in the order of their arrival. */
  readonly acceptedOrders: string[] = [];
  login = 'shop';
  /** Which HiPay the account is. Absent: not known. */
  environment: string | undefined;
  /** The login of each request, orders and look-ups. */
  readonly usedLogins: string[] = [];
  /** HiPay's answer to the look-up of an order, if it is another one than the order's would be. */
  lookUpReply: (orderId: string) => GatewayReply | undefined = () => undefined;
  readonly lookUps: { readonly orderId: string; readonly at: number }[] = [];
  delivery!: OutboxDelivery;
  #running = 0;
  /** Highest number of orders that were sent at the same time. */
  maxParallelOrders = 0;

  constructor(
    readonly orders: readonly string[],
    public answer: (orderId: string) => GatewayReply,
    /** True: a look-up works also where an order is answered with an error. */
    readonly looksUp = false,
  ) {
    // Stored the newest first, so that the order of storage is not the order of age.
    for (const [index, orderId] of [...orders.entries()].reverse()) this.add(orderId, index - orders.length);
    this.start();
  }

  /** Adds a pending notification that is due; `offsetMs`: its time relative to now, below 0 for the past. */
  add(orderId: string, offsetMs: number): void {
    const at = this.clock.now() + offsetMs;
    const fields: [string, string][] = [['orderid', orderId]];
    const entry = anEntry({
      entryId: orderId,
      paymentId: orderId,
      orderId,
      fields,
      createdAt: at,
      nextAttemptAt: at,
    });
    this.storage.notifications.set(orderId, entry);
  }

  /** Starts a new delivery on the same storage, as after a reload. */
  start(): void {
    this.delivery?.stop();
    const gateway: Gateway = {
      sendOrder: async ({ login }, fields) => {
        this.usedLogins.push(login);
        this.maxParallelOrders = Math.max(this.maxParallelOrders, ++this.#running);
        const orderId = fields[0]?.[1] ?? '';
        this.tries.push(orderId);
        const reply = this.answer(orderId);
        if (reply === accepted) this.acceptedOrders.push(orderId);
        this.#running--;
        return reply;
      },
      lookUpOrder: async ({ login }, orderId) => {
        this.usedLogins.push(login);
        this.lookUps.push({ orderId, at: this.clock.now() });
        const reply = this.lookUpReply(orderId) ?? this.answer(orderId);
        if (reply === notFound) return reply;
        if (reply === duplicate || this.acceptedOrders.includes(orderId)) return foundOrder(orderId);
        if (reply === accepted || this.looksUp) return notFound;
        this.tries.push(orderId);
        return reply;
      },
    };
    this.delivery = new OutboxDelivery({
      outbox: this.storage.outbox,
      gateway,
      clock: this.clock,
      ids: this.ids,
      account: () => this.account,
      onTried: () => {},
      runExclusively: (work) => work(),
    });
    void this.delivery.deliverNow();
  }

  get account() {
    const { login, environment } = this;
    return { login, password: 'secret', url: '', lookUpUrl: '', ...(environment && { environment }) };
  }

  notDelivered = () => [...this.storage.notifications.values()].filter(({ state }) => state !== 'delivered');

  expectAllInOrder(): void {
    expect(this.acceptedOrders).toEqual(this.orders);
    expect(this.notDelivered()).toEqual([]);
    expect(this.maxParallelOrders).toBe(1);
  }
}
