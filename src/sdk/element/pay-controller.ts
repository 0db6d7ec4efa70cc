import type { Connector, Failure, PaymentRequest, PaymentResult, Phase, TransactionType } from '../api.ts';
import { isPaid, mayNotRepeat, type PayHost, type PayState, toFailure, unknownFailure } from './pay-state.ts';

type ConnectorCall = (connector: Connector) => Promise<PaymentResult | null>;

/** Takes one payment at a time, from the press of the button to the end of the payment. Independent of the screen. */
export class PayController {
  state: PayState = { kind: 'ready' };
  #run: Promise<PaymentResult | null> | undefined;
  #orderId = '';
  #operation: TransactionType = 'Debit';
  #connector: Connector | undefined;

  constructor(private readonly host: PayHost) {}

  get busy(): boolean {
    return this.#run !== undefined;
  }

  /** Order number of the running payment, or of the last payment. */
  get orderId(): string {
    return this.#orderId;
  }

  /**
   * Takes a payment. While a payment runs, a call returns the running payment. A payment that may have been charged is
   * queried, never repeated.
   */
  pay(request: PaymentRequest, orderId: string): Promise<PaymentResult | null> {
    if (this.#run) return this.#run;
    if (this.#orderId === orderId && mayNotRepeat(this.state)) {
      const { state } = this;
      return state.kind === 'ended' && isPaid(state.result)
        ? Promise.resolve(state.result)
        : this.query(orderId);
    }
    this.#orderId = orderId;
    this.#operation = request.transactionType ?? 'Debit';
    return this.#start('paying', (connector) =>
      connector.pay({ ...request, orderId }, { onPhase: (phase) => this.#onPhase(phase) }),
    );
  }

  /** Queries an order. Without a number, it queries this till's last payment, for instance after a reload. */
  query(orderId: string | undefined): Promise<PaymentResult | null> {
    if (this.#run) return this.#run;
    const stateBefore = this.state;
    if (orderId) this.#orderId = orderId;
    const options = { onPhase: (phase: Phase) => this.#onPhase(phase) };
    return this.#start('asking', async (connector) => {
      const found = await (orderId
        ? connector.payments.get(orderId, options)
        : connector.resumeLast(options));
      if (found) this.#orderId = found.orderId;
      else if (mayNotRepeat(stateBefore)) this.#fail(this.#unknown('notFound'));
      return found;
    });
  }

  /** Shows the connector's answer to the cancellation. The result of the payment still comes from `pay`. */
  async cancel(): Promise<void> {
    const { redKey } = this.host.texts();
    const advice = await this.#connector?.cancel().then(
      ({ text }) => text,
      () => redKey,
    );
    if (this.state.kind === 'busy') this.#show({ ...this.state, advice: advice ?? redKey });
  }

  /** Gets ready for another payment; does nothing while a payment runs. */
  reset(): void {
    if (this.#run) return;
    this.#orderId = '';
    this.#show({ kind: 'ready' });
  }

  #start(activity: 'paying' | 'asking', call: ConnectorCall): Promise<PaymentResult | null> {
    const run = this.#attempt(activity, call).finally(() => {
      this.#run = undefined;
      this.#connector = undefined;
    });
    this.#run = run;
    return run;
  }

  async #attempt(activity: 'paying' | 'asking', call: ConnectorCall): Promise<PaymentResult | null> {
    let sentOperation: TransactionType | undefined;
    this.#show({ kind: 'busy', activity: 'opening', since: Date.now() });
    try {
      const connector = await this.host.connector();
      this.#connector = connector;
      this.#show({ kind: 'busy', activity: activity, since: Date.now() });
      sentOperation = this.#operation;
      const result = await call(connector);
      if (result) this.#end(result);
      else if (this.state.kind === 'busy') this.#show({ kind: 'ready' });
      return result;
    } catch (error) {
      const failure = toFailure(error, sentOperation, this.host.texts());
      // The failed query moved no money, but the outcome of the queried payment is still unknown.
      const isUnanswered = activity === 'asking' && failure.mayBeCharged === 'no';
      this.#fail(isUnanswered ? this.#unknown('notAsked', failure.text) : failure);
      throw error;
    }
  }

  #unknown(why: 'notFound' | 'notAsked', detail?: string): Failure {
    const texts = this.host.texts();
    return unknownFailure(this.#operation, texts[why], texts, detail);
  }

  #end(result: PaymentResult): void {
    this.#operation = result.transactionType;
    this.#show({ kind: 'ended', result });
    this.host.fireEvent('hipay-result', result);
  }

  #fail(failure: Failure): void {
    this.#show({ kind: 'failed', failure });
    this.host.fireEvent('hipay-failure', failure);
  }

  #onPhase(phase: Phase): void {
    this.host.fireEvent('hipay-phase', phase);
    if (this.state.kind === 'busy' && phase.phase !== 'finished')
      this.#show({ ...this.state, since: phase.startedAt, phase });
  }

  #show(state: PayState): void {
    this.state = state;
    this.host.show(state);
  }
}
