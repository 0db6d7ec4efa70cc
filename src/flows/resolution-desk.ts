import type { CallParams, CallResult } from '../core/relay/connector-api.ts';
import { importRecords } from './copy-records.ts';
import type { OutboxDelivery } from './deliver-outbox.ts';
import type { AnswerFate } from './exchange.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { OrderOutside } from './order-desk.ts';
import { dismissAlarm, resolvePayment } from './resolve-payment.ts';
import type { SnapshotBoard } from './snapshot-board.ts';
import { takeLateAnswer } from './take-late-answer.ts';

interface ResolutionOutside {
  readonly board: SnapshotBoard;
  readonly delivery: OutboxDelivery;
  /** Only the tab that owns the terminal settles payments: the terminal's late word comes to it. */
  owner(): boolean;
  isRunning(orderId: string): boolean;
  busy(): boolean;
  payments(): OrderOutside;
}

/** Where payments that nobody could know are settled: by a person, or by an answer that comes late. */
export class ResolutionDesk {
  readonly #settling = new OneAtATime();

  constructor(private readonly outside: ResolutionOutside) {}

  async resolve(params: CallParams<'resolvePayment'>): Promise<CallResult<'resolvePayment'>> {
    const { board, delivery, owner, isRunning, payments } = this.outside;
    if (!owner()) return { resolved: false, failure: 'not-owner', detail: 'another tab owns the terminal' };
    const outside = payments();
    const answer = await this.#settling.run(() => resolvePayment(params, isRunning, outside));
    const record = await outside.journal.find(params.paymentId).catch(() => undefined);
    if (answer.resolved && record) board.changed(record);
    void delivery.kick();
    return answer;
  }

  async dismiss({ paymentId }: CallParams<'dismissAlarm'>): Promise<CallResult<'dismissAlarm'>> {
    const dismissed = await this.#settling.run(() => dismissAlarm(paymentId, this.outside.payments()));
    await this.outside.board.refresh();
    return { dismissed };
  }

  /** In line with the others: what is added may be a payment that one of them is about to settle. */
  async importRecords(text: string): Promise<CallResult<'importRecords'>> {
    const { board, delivery, owner, busy, payments } = this.outside;
    if (!owner()) return { imported: false, failure: 'not-owner', detail: 'another tab owns the terminal' };
    if (busy()) return { imported: false, failure: 'payment-running', detail: 'a payment is running' };
    const outside = payments();
    const answer = await this.#settling.run(() =>
      importRecords(text, { ...outside, now: outside.clock.now() }),
    );
    await board.refresh();
    void delivery.kick();
    return answer;
  }

  async lateAnswer(body: string): Promise<AnswerFate> {
    const { isRunning, payments } = this.outside;
    const taken = await this.#settling.run(() => takeLateAnswer(body, isRunning, payments()));
    return taken.fate;
  }
}
