import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';

/** What an answer, an event or a screen says about the customer's money. `nothing-sent`: this request did nothing. */
export const chargeStatements = ['not-charged', 'charged', 'unknown', 'nothing-sent'] as const;
export type ChargeStatement = (typeof chargeStatements)[number];

/** A sale of one customer. Its amount is unique in the shop, so the terminal's ledger names the sale. */
export interface SaleKey {
  readonly sale: number;
  readonly amountMinor: number;
  /** Undefined: the till sends no order number. */
  readonly order: string | undefined;
}

/** One request to pay. */
export interface Post extends SaleKey {
  readonly at: number;
  /** Place of the answer in the timeline. */
  answeredAt?: number;
  /** Place at which the till closed its side without an answer. */
  leftAt?: number;
}

/** A payment that a page began. */
export interface BegunPayment {
  readonly paymentId: string;
  readonly order: string;
  readonly amountMinor: number;
  readonly begunAt: number;
  /** Place at which the terminal took the amount and the customer's turn began. */
  takenAt?: number;
  chargedAt?: number;
}

/** A sentence about money that a person or a program was given. */
export interface Statement extends SaleKey {
  readonly at: number;
  readonly said: ChargeStatement;
  /** Where it was said: `REST POST 503 1004`, `SDK pay page-not-open`. */
  readonly exit: string;
  readonly text: string;
  /** Present if the sentence answers a request to pay. */
  readonly post?: Post | undefined;
  /** Present if the sentence is about one payment only, as a row of a screen is. */
  readonly paymentId?: string | undefined;
  /** True if the sentence is about any payment with that number, of any amount. */
  readonly aboutNumber?: boolean;
}

/** All events of one shop in their order. Places in this order, not times, are compared. */
export class Timeline {
  readonly posts: Post[] = [];
  readonly payments = new Map<string, BegunPayment>();
  /** Every charge of the terminal; a payment can be charged once only. */
  readonly charges: BegunPayment[] = [];
  readonly statements: Statement[] = [];
  readonly violations: { kind: string; text: string; sale?: number }[] = [];
  readonly log: string[] = [];
  #place = 0;
  readonly #began = performance.now();

  next = (): number => ++this.#place;

  note(text: string): void {
    const ms = String(Math.round(performance.now() - this.#began)).padStart(6);
    this.log.push(`${ms} ${String(this.#place).padStart(4)}  ${text}`);
  }

  post(key: SaleKey, how: string): Post {
    const post: Post = { ...key, at: this.next() };
    this.posts.push(post);
    this.note(`sale ${key.sale}: POST ${key.order ?? 'without number'} ${key.amountMinor} (${how})`);
    return post;
  }

  say(statement: Omit<Statement, 'at'>): Statement {
    const said = { ...statement, at: this.next() };
    this.statements.push(said);
    const { sale, order, exit, text } = said;
    this.note(`sale ${sale}: ${exit} says ${said.said} of ${order ?? 'its sale'}: ${text.slice(0, 160)}`);
    return said;
  }

  /** Notes the first record of a payment. A record that another page wrote is already known. */
  recorded({ paymentId, orderId, state, outcome, request }: PaymentRecord, page: string): void {
    const begun = this.payments.has(paymentId) ? '' : ', begun';
    if (begun) {
      const { amountMinor } = request;
      this.payments.set(paymentId, { paymentId, order: orderId, amountMinor, begunAt: this.next() });
    }
    this.note(`  ${page} writes ${paymentId} of ${orderId}: ${state} ${outcome ?? ''}${begun}`);
  }

  taken(paymentId: string | undefined): void {
    const payment = this.payments.get(paymentId ?? '');
    if (payment) payment.takenAt = this.next();
    this.note(`  the terminal has ${paymentId} of ${payment?.order}`);
  }

  charged(paymentId: string | undefined, amountMinor: number): void {
    const chargedAt = this.next();
    const known = this.payments.get(paymentId ?? '');
    const charge = known ?? { paymentId: 'none', order: 'none', amountMinor, begunAt: chargedAt };
    charge.chargedAt = chargedAt;
    this.charges.push(charge);
    this.note(`  CHARGED ${amountMinor} by ${charge.paymentId} of ${charge.order}`);
  }

  violation(kind: string, text: string, sale?: number): void {
    this.violations.push({ kind, text, ...(sale !== undefined && { sale }) });
    this.note(`VIOLATION ${kind}: ${text}`);
  }
}
