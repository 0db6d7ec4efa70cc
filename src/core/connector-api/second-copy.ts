import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/host.ts';
import type { RecordsFile } from '../records/records-file.ts';
import type { AskedSale, DoubtElsewhere, PermitAnswer, PermitRequest } from './connector-api.ts';
import { messageOf, type RelayMessage } from './messages.ts';
import type { DiskFailure, RecordsLoss, UpdateAlarm } from './snapshot.ts';

/** Time in which the sidecar must say what it knows of an order, ms. */
const answerLimitMs = 2000;

/** Time in which the sidecar must name payments in doubt, ms. A cashier waits for it, and without an answer the payment goes on. */
const doubtsLimitMs = 1000;

/** Shorter than the time that a payment waits for its permit, so that the refusal says why, ms. */
const permitLimitMs = 1800;

/** What the sidecar knows of an order. */
export interface OrderAtSidecar {
  readonly records: RecordsFile;
  /** True if records of this order may be lost. */
  readonly mayLackRecords: boolean;
  /** Ids of the order's payments that may be running in another browser. */
  readonly elsewhere: readonly string[];
  /** Name of the file that has records of this order and was moved away. */
  readonly keptElsewhere?: string | undefined;
}

/**
 * The page's access to the sidecar's copy of the records. A web till reaches the page without the sidecar. So before the
 * page takes an order, it asks for the sidecar's records of the order and joins them with its own.
 */
export class SecondCopy {
  #channel: Channel | undefined;
  #lastId = 0;
  readonly #waiting = new Map<string, (known: OrderAtSidecar) => void>();
  readonly #doubts = new Map<string, (doubts: readonly DoubtElsewhere[]) => void>();
  readonly #permits = new Map<string, (answer: PermitAnswer) => void>();
  #loss: RecordsLoss | undefined;
  #onLoss: (loss: RecordsLoss | undefined) => void = () => {};
  #diskFailures: readonly DiskFailure[] | undefined;
  #onDiskFailures: (failures: readonly DiskFailure[] | undefined) => void = () => {};
  #onUpdateAlarm: (alarm: UpdateAlarm | undefined) => void = () => {};
  #undelivered: number | undefined;
  #onUndelivered: (count: number | undefined) => void = () => {};

  constructor(private readonly clock: Pick<Clock, 'after'>) {}

  /** Uses this channel to the sidecar until it closes. */
  attach(channel: Channel): void {
    this.#channel = channel;
    channel.onMessage((raw) => {
      const message = messageOf(
        raw,
        'order-known',
        'doubts-known',
        'records-lost',
        'disk-failures',
        'update-alarm',
        'undelivered',
        'refund-answered',
      );
      if (message?.kind === 'refund-answered')
        this.#permits.get(message.id)?.(message.given || (message.refusal ?? false));
      if (message?.kind === 'doubts-known') this.#doubts.get(message.id)?.(message.doubts);
      if (message?.kind === 'undelivered') this.#showUndelivered(message.count ?? undefined);
      if (message?.kind === 'update-alarm') this.#onUpdateAlarm(message.alarm ?? undefined);
      if (message?.kind === 'disk-failures') this.#showDiskFailures(message.failures);
      if (message?.kind === 'records-lost') this.#showLoss(message.loss ?? undefined);
      if (message?.kind !== 'order-known') return;
      const { known: records, elsewhere = [], keptElsewhere } = message;
      const mayBeLost = message.mayLack === true;
      this.#waiting.get(message.id)?.({ records, mayLackRecords: mayBeLost, elsewhere, keptElsewhere });
      this.#waiting.delete(message.id);
    });
    channel.onClose(() => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.#showLoss(undefined);
      this.#showDiskFailures([]);
      this.#showUndelivered(undefined);
    });
  }

  /** Calls back with the present loss of records, and with each change. */
  onLoss(listener: (loss: RecordsLoss | undefined) => void): void {
    this.#onLoss = listener;
    listener(this.#loss);
  }

  /** Calls back with the sidecar's files that cannot be written now, and with each change; undefined: there is none, or no sidecar. */
  onDiskFailures(listener: (failures: readonly DiskFailure[] | undefined) => void): void {
    this.#onDiskFailures = listener;
    listener(this.#diskFailures);
  }

  /** Calls back with the number of undelivered notifications in all copies, and with each change; undefined: not known. */
  onUndelivered(listener: (count: number | undefined) => void): void {
    this.#onUndelivered = listener;
    listener(this.#undelivered);
  }

  /** Calls back when the sidecar raises or ends the alarm about its update. */
  onUpdateAlarm(listener: (alarm: UpdateAlarm | undefined) => void): void {
    this.#onUpdateAlarm = listener;
  }

  /** Reports to the sidecar that a person accepts the loss. Returns false if there is no sidecar. */
  acceptLoss(): boolean {
    this.#channel?.post({ kind: 'loss-accepted' });
    return this.#channel !== undefined;
  }

  /**
   * What the sidecar knows of an order; undefined if there is no sidecar. Rejects if the sidecar does not answer in time.
   */
  recordsOf(orderId: string): Promise<OrderAtSidecar | undefined> {
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

  /**
   * The payments in doubt of all browsers that may be the same sale, newest first. None if there is no sidecar, or if it does not
   * answer in time: they are asked about, and stop no payment.
   */
  doubtsAbout({
    orderId,
    amountMinor,
    currency,
    transactionType,
  }: AskedSale): Promise<readonly DoubtElsewhere[]> {
    const sale = { ...(orderId !== undefined && { orderId }), amountMinor, currency, transactionType };
    const question = (id: string): RelayMessage => ({ kind: 'doubts-asked', id, sale });
    return this.#ask(question, this.#doubts, { limitMs: doubtsLimitMs, otherwise: [] });
  }

  /** Asks the sidecar for the permit of a refund; undefined if no sidecar is connected. The asking never rejects. */
  refundPermits(): ((request: PermitRequest) => Promise<PermitAnswer>) | undefined {
    return this.#channel && ((request) => this.#askRefundPermit(request));
  }

  #askRefundPermit({ paymentId, orderId, payments, saleRecords = [] }: PermitRequest): Promise<PermitAnswer> {
    const question = (id: string): RelayMessage => ({
      kind: 'refund-asked',
      id,
      paymentId,
      orderId,
      payments: [...payments],
      saleRecords: [...saleRecords],
    });
    return this.#ask(question, this.#permits, { limitMs: permitLimitMs, otherwise: noRefundPermit });
  }

  /** Asks the sidecar. Without a sidecar, or without its answer within the limit, the result is `otherwise`. */
  #ask<Answer>(
    question: (id: string) => RelayMessage,
    waiting: Map<string, (answer: Answer) => void>,
    { limitMs, otherwise }: { readonly limitMs: number; readonly otherwise: Answer },
  ): Promise<Answer> {
    const channel = this.#channel;
    if (!channel) return Promise.resolve(otherwise);
    const id = String(++this.#lastId);
    return new Promise<Answer>((resolve) => {
      const stop = this.clock.after(limitMs, () => resolve(otherwise));
      waiting.set(id, (answer) => {
        stop();
        resolve(answer);
      });
      channel.post(question(id));
    }).finally(() => waiting.delete(id));
  }

  #showDiskFailures(failures: readonly DiskFailure[]): void {
    this.#diskFailures = failures.length > 0 ? failures : undefined;
    this.#onDiskFailures(this.#diskFailures);
  }

  #showUndelivered(count: number | undefined): void {
    this.#undelivered = count;
    this.#onUndelivered(count);
  }

  #showLoss(loss: RecordsLoss | undefined): void {
    this.#loss = loss;
    this.#onLoss(loss);
  }
}

const noRefundPermit: PermitAnswer = {
  failure: 'page-not-open',
  detail:
    'nothing was sent: the connector program of this computer does not say whether this refund may begin. It is away, busy, or older than this page',
};
