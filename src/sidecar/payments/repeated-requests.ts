import type { ChargeStatement } from '../../core/payment/charge-statement.ts';
import { requestFingerprint } from '../../core/payment/payment-request.ts';
import { maxSalesCompared } from '../../core/records/same-sale.ts';
import type { EarlierPermit, UnnumberedRequest } from '../records/payment-permits.ts';
import { askedOf } from '../records/permit-record.ts';

/** What is known of a first payment now. */
export interface FirstPaymentFacts {
  readonly charge: ChargeStatement;
  /** True if it is stored that its till has the answer. */
  readonly isAnswered: boolean;
}

/** Decision about a request without an order number. All decisions except `new` name the order of the first payment. */
export type RepeatDecision =
  | { readonly kind: 'new' }
  /** The first payment still runs, and its till is gone: the request waits for the same answer. */
  | { readonly kind: 'join'; readonly orderId: string }
  /** The first payment was paid, and its answer was lost a moment ago. */
  | { readonly kind: 'replay'; readonly orderId: string }
  /** The first payment was paid, or may have been: only a person knows whether it is the same sale. */
  | { readonly kind: 'in-doubt'; readonly orderId: string };

/** The parts of a request without an order number that are compared with earlier requests. */
export interface AskedSale extends UnnumberedRequest {
  /** Fingerprint of the money; undefined if an older program has stored the request. */
  readonly money: string | undefined;
}

/** A payment without an order number from the till. Times are monotonic, ms. */
interface FirstPayment extends AskedSale {
  readonly orderId: string;
  /** Number of tills that wait for its answer and are certainly connected. */
  waitingTills: number;
  /** Absent while it runs. */
  endedAt?: number;
  /** Time at which the last till left without the whole answer. */
  leftAt?: number;
  isAnswered: boolean;
  isReplayed: boolean;
  /** True once the till has sent another order, or may have got the answer. */
  hasSuccessor: boolean;
  /**
   * Only for a payment of an earlier start. True if the end of the program cut it off: its till has no answer, and its page may
   * still go on.
   */
  readonly wasCutOff?: boolean;
}

/** Time in which a paid payment, whose answer was lost, is answered again without a question, ms. */
const replayMs = 2 * 60_000;
/** Time in which a person decides whether it is the same sale, ms. */
export const doubtMs = 10 * 60_000;

/**
 * The newest payments of earlier starts, oldest first. Their age does not count: the clock may have been set while the
 * computer was off. The time of their end is not known, so it counts as now.
 *
 * @param now on the monotonic clock, ms
 */
export function paymentsOfEarlierStarts(earlier: readonly EarlierPermit[], now: number): FirstPayment[] {
  // A till has its answer only after its permit has ended.
  const last = earlier.at(-1);
  const cutOff = last?.hasEnded === false ? last.permit : undefined;
  return earlier
    .flatMap(({ permit }) => {
      const wasCutOff = permit === cutOff;
      const { request, orderId } = permit;
      if (!request) return [];
      const asked = askedOf(permit);
      const sale = { ...request, orderId, money: asked && requestFingerprint(asked) };
      const left = { endedAt: now, leftAt: now, hasSuccessor: !wasCutOff, wasCutOff };
      return [{ ...sale, ...left, waitingTills: 0, isAnswered: false, isReplayed: false }];
    })
    .slice(-maxSalesCompared);
}

/**
 * Remembers the payments of tills that send no order number. A shop sells the same amount many times, so a repeated request is
 * a new sale, unless the first payment is in doubt, or its answer did not reach the till.
 */
export class RepeatedRequests {
  #payments: FirstPayment[];

  /** @param earlier the payments of earlier starts, oldest first */
  constructor(earlier: readonly FirstPayment[] = []) {
    this.#payments = [...earlier];
  }

  /** Adds the payment of a new sale. */
  begin(request: AskedSale, orderId: string): void {
    this.#payments.push({
      ...request,
      orderId,
      waitingTills: 1,
      isAnswered: false,
      isReplayed: false,
      hasSuccessor: false,
    });
  }

  /** Notes that one more till waits for the answer of this payment. */
  join(orderId: string): void {
    const payment = this.#find(orderId);
    if (payment) payment.waitingTills += 1;
  }

  /** Notes that a till that waited may have left. */
  leave(orderId: string, at: number): void {
    const payment = this.#find(orderId);
    if (!payment) return;
    payment.waitingTills -= 1;
    payment.leftAt = at;
  }

  end(orderId: string, at: number): void {
    const payment = this.#find(orderId);
    if (payment) payment.endedAt ??= at;
  }

  /** Notes whether the whole answer was written. */
  noteAnswer(orderId: string, isWhole: boolean, at: number): void {
    const payment = this.#find(orderId);
    if (!payment) return;
    payment.isAnswered ||= isWhole;
    if (!isWhole) payment.leftAt = at;
  }

  /** Notes that the till has sent this order: it repeats none of the till's other orders. */
  noteOrder(till: string, orderId: string): void {
    for (const payment of this.#payments)
      if (payment.till === till && payment.orderId !== orderId) payment.hasSuccessor = true;
  }

  /** The orders of the remembered payments that began in this start. */
  ownOrders(): readonly string[] {
    return this.#payments.filter(({ wasCutOff }) => wasCutOff === undefined).map(({ orderId }) => orderId);
  }

  /** Orders whose statement `decide` may need, newest first. */
  candidates({ till, digest, money }: AskedSale, at: number): readonly string[] {
    this.#payments = this.#payments.filter(
      ({ endedAt = at, leftAt = endedAt }) => at - Math.max(endedAt, leftAt) < doubtMs,
    );
    return this.#payments
      .filter((payment) => {
        const isSame = payment.digest === digest || (money !== undefined && payment.money === money);
        return payment.till === till && isSame;
      })
      .map(({ orderId }) => orderId)
      .reverse();
  }

  /** Decides about a request. `factsOf`: what is known of an order now. */
  decide(
    request: AskedSale,
    factsOf: (orderId: string) => FirstPaymentFacts | undefined,
    at: number,
  ): RepeatDecision {
    for (const orderId of this.candidates(request, at)) {
      const payment = this.#find(orderId);
      const facts = factsOf(orderId);
      const decision: RepeatDecision = payment && facts ? decideAbout(payment, facts, at) : { kind: 'new' };
      if (decision.kind === 'new') continue;
      // The same money with another cart, or with custom data that change with each try: only a person knows.
      if (payment?.digest !== request.digest) return { kind: 'in-doubt', orderId };
      if (decision.kind === 'replay' && payment) payment.isReplayed = true;
      return decision;
    }
    return { kind: 'new' };
  }

  #find(orderId: string): FirstPayment | undefined {
    return this.#payments.find((payment) => payment.orderId === orderId);
  }
}

function decideAbout(payment: FirstPayment, facts: FirstPaymentFacts, at: number): RepeatDecision {
  const { orderId, endedAt, leftAt, hasSuccessor, isReplayed, wasCutOff = false } = payment;
  // A connected till waits for its own answer, so this request comes from another till.
  if (endedAt === undefined) return payment.waitingTills > 0 ? { kind: 'new' } : { kind: 'join', orderId };
  const isFirstRepeat = !hasSuccessor && !isReplayed;
  if (facts.charge === 'unknown') {
    if (at - endedAt >= doubtMs) return { kind: 'new' };
    const mayRun = wasCutOff && isFirstRepeat && at - endedAt <= replayMs;
    return { kind: mayRun ? 'join' : 'in-doubt', orderId };
  }
  const isAnswered = payment.isAnswered || facts.isAnswered;
  if (facts.charge !== 'charged' || isAnswered || leftAt === undefined) return { kind: 'new' };
  const lostMs = at - leftAt;
  if (lostMs >= doubtMs) return { kind: 'new' };
  return { kind: lostMs <= replayMs && isFirstRepeat ? 'replay' : 'in-doubt', orderId };
}
