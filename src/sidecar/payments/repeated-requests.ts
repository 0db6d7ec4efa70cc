import type { ChargeStatement } from '../../core/payment/charge-statement.ts';

/** A request without an order number. The same till and the same digest: perhaps the same sale, sent again. */
export interface UnnumberedRequest {
  /** Name of the till, such as its credentials. */
  readonly till: string;
  readonly digest: string;
}

/** What the till gets for a request without an order number. All but `new` name the first payment's order. */
export type RepeatDecision =
  | { readonly kind: 'new' }
  /** The first payment still runs, and its till is gone: the request waits for the same answer. */
  | { readonly kind: 'join'; readonly orderId: string }
  /** The first payment was paid, and its answer was lost a moment ago. */
  | { readonly kind: 'replay'; readonly orderId: string }
  /** The first payment was paid, or may have been: only a person knows whether it is the same sale. */
  | { readonly kind: 'in-doubt'; readonly orderId: string };

/** A payment without an order number from the till. Times are monotonic, ms. */
interface FirstPayment extends UnnumberedRequest {
  readonly orderId: string;
  /** Number of tills that wait for its answer and are certainly there. */
  waiting: number;
  /** Absent while it runs. */
  endedAt?: number;
  /** When the last till left without the whole answer. */
  leftAt?: number;
  isAnswered: boolean;
  isReplayed: boolean;
  /** True once the till has sent another order. */
  hasSuccessor: boolean;
}

/** Time in which a paid payment, whose answer was lost, is answered again without a question, ms. */
const replayMs = 2 * 60_000;
/** Time in which a person decides whether it is the same sale, ms. */
const doubtMs = 10 * 60_000;

/**
 * Remembers the payments of tills that send no order number. A shop sells the same amount many times, so a repeated request is
 * a new sale, unless the first payment is in doubt, or its answer did not reach the till.
 */
export class RepeatedRequests {
  #payments: FirstPayment[] = [];

  /** A new sale begins. */
  begin(request: UnnumberedRequest, orderId: string): void {
    this.#payments.push({
      ...request,
      orderId,
      waiting: 1,
      isAnswered: false,
      isReplayed: false,
      hasSuccessor: false,
    });
  }

  /** A till waits for the answer of this payment too. */
  join(orderId: string): void {
    const payment = this.#find(orderId);
    if (payment) payment.waiting += 1;
  }

  /** A till that waited may have gone. */
  leave(orderId: string, at: number): void {
    const payment = this.#find(orderId);
    if (!payment) return;
    payment.waiting -= 1;
    payment.leftAt = at;
  }

  end(orderId: string, at: number): void {
    const payment = this.#find(orderId);
    if (payment) payment.endedAt ??= at;
  }

  /** The answer was written: whole, or not. */
  noteAnswer(orderId: string, isWhole: boolean, at: number): void {
    const payment = this.#find(orderId);
    if (!payment) return;
    payment.isAnswered ||= isWhole;
    if (!isWhole) payment.leftAt = at;
  }

  /** The till has sent an order that is not a repetition of this one. */
  noteOrder(till: string, orderId: string): void {
    for (const payment of this.#payments)
      if (payment.till === till && payment.orderId !== orderId) payment.hasSuccessor = true;
  }

  /** Orders whose statement `decide` may need, newest first. */
  candidates({ till, digest }: UnnumberedRequest, at: number): readonly string[] {
    this.#payments = this.#payments.filter(
      ({ endedAt = at, leftAt = endedAt }) => at - Math.max(endedAt, leftAt) < doubtMs,
    );
    return this.#payments
      .filter((payment) => payment.till === till && payment.digest === digest)
      .map(({ orderId }) => orderId)
      .reverse();
  }

  /** Decides about a request. `chargeOf`: what is known of the money of an order now. */
  decide(
    request: UnnumberedRequest,
    chargeOf: (orderId: string) => ChargeStatement | undefined,
    at: number,
  ): RepeatDecision {
    for (const orderId of this.candidates(request, at)) {
      const decision = decideAbout(this.#find(orderId), chargeOf(orderId), at);
      if (decision.kind === 'new') continue;
      const payment = this.#find(orderId);
      if (decision.kind === 'replay' && payment) payment.isReplayed = true;
      return decision;
    }
    return { kind: 'new' };
  }

  #find(orderId: string): FirstPayment | undefined {
    return this.#payments.find((payment) => payment.orderId === orderId);
  }
}

function decideAbout(
  payment: FirstPayment | undefined,
  charge: ChargeStatement | undefined,
  at: number,
): RepeatDecision {
  if (!payment) return { kind: 'new' };
  const { orderId, endedAt, leftAt, isAnswered } = payment;
  // A till that is still there waits for its own answer, so this request comes from another one.
  if (endedAt === undefined) return payment.waiting > 0 ? { kind: 'new' } : { kind: 'join', orderId };
  if (charge === 'unknown') return at - endedAt < doubtMs ? { kind: 'in-doubt', orderId } : { kind: 'new' };
  if (charge !== 'charged' || isAnswered || leftAt === undefined) return { kind: 'new' };
  const lostMs = at - leftAt;
  if (lostMs >= doubtMs) return { kind: 'new' };
  return lostMs <= replayMs && !payment.hasSuccessor && !payment.isReplayed
    ? { kind: 'replay', orderId }
    : { kind: 'in-doubt', orderId };
}
