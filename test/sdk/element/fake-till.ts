import { ConnectorFailure } from '../../../src/sdk/client/connector-failure.ts';
import type { Connector, Failure, PaymentRequest, PaymentResult, Phase } from '../../../src/sdk/index.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';

export const result = (change: Partial<PaymentResult> = {}): PaymentResult => ({
  orderId: 'Order_1',
  outcome: 'APPROVED',
  charge: chargeByOutcome[change.outcome ?? 'APPROVED'],
  paymentStatus: /^(PARTIALLY_)?APPROVED$/.test(change.outcome ?? 'APPROVED') ? 'SUCCESS' : 'FAILURE',
  amountMinor: 1023,
  amount: '10.23',
  currency: 'EUR',
  transactionType: 'Debit',
  forceAuthorization: false,
  notificationHipaySent: true,
  numberOfNotificationSent: 1,
  notificationsPending: 0,
  cart: null,
  customer: null,
  customData: null,
  replayed: false,
  simulated: false,
  cardMasked: '497010XXXXXX1234',
  authorizationNumber: '123456',
  receipts: [],
  ...change,
});

export const failure = (name: Failure['name'], text: string, rest: Partial<Failure> = {}): ConnectorFailure =>
  new ConnectorFailure({ name, code: '1004', mayBeCharged: 'no', retry: true, text, ...rest });

export const phase = (name: Phase['phase'], label: string, startedMsAgo = 0): Phase => ({
  orderId: 'Order_1',
  phase: name,
  label,
  text: `Now: ${label}.`,
  startedAt: Date.now() - startedMsAgo,
  phaseSince: Date.now(),
});

interface Call {
  readonly name: 'pay' | 'get' | 'resumeLast';
  readonly request?: PaymentRequest;
  readonly orderId?: string;
  readonly sendPhase: (phase: Phase) => void;
  readonly resolve: (result: PaymentResult | null) => void;
  readonly reject: (error: unknown) => void;
}

/** A connector whose calls the test answers one by one. */
export class FakeTill implements Connector {
  readonly way = 'embedded';
  readonly notTaken = [];
  readonly status = undefined;
  readonly calls: Call[] = [];
  cancels = 0;
  closed: ((failure: Failure) => void) | undefined;

  get last(): Call {
    return this.calls.at(-1)!;
  }
  #call<Answer>(name: Call['name'], more: Partial<Call>, onPhase?: (phase: Phase) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sendPhase = (each: Phase) => onPhase?.(each);
      this.calls.push({ name, sendPhase, resolve: resolve as Call['resolve'], reject, ...more });
    });
  }
  pay: Connector['pay'] = (request, options) =>
    this.#call('pay', { request: request as PaymentRequest }, options?.onPhase);
  readonly payments: Connector['payments'] = {
    get: (orderId, options) => this.#call('get', { orderId }, options?.onPhase),
  };
  resumeLast: Connector['resumeLast'] = (options) => this.#call('resumeLast', {}, options?.onPhase);
  cancel: Connector['cancel'] = async () => {
    this.cancels++;
    return { state: 'press-red-key', text: 'Press the red key on the terminal.' };
  };
  on: Connector['on'] = (name, listener) => {
    if (name === 'closed') this.closed = listener as (failure: Failure) => void;
    return () => {};
  };
  check = (): never => this.#never();
  requestTerminal = (): never => this.#never();
  version = (): never => this.#never();
  config = (): never => this.#never();
  close(): void {}
  #never(): never {
    throw new Error('the element does not call this');
  }
}
