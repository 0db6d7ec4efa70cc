import type { FailureName } from '../failures/failures.ts';
import { plainMoney } from '../money/amount.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { ChargeStatement } from '../payment/charge-statement.ts';
import { type PaymentRecord, paidAmountMinor } from '../payment/payment-record.ts';
import type { PaymentRequest } from '../payment/payment-request.ts';
import { linkedRefunds, withRefundLink } from '../payment/refund-links.ts';
import { areSimulated, countedAt } from '../payment/simulated-payments.ts';
import { orderVerdict, statementOfPayment } from './ledger.ts';

/** All that is known of a sale and of what was given back of it. */
export interface SaleFacts {
  /** All payments of the sale's order. */
  readonly sale: readonly PaymentRecord[];
  /** All payments that name this sale. */
  readonly refunds: readonly PaymentRecord[];
}

/** What was paid, what was given back, and what is left, in minor units. */
export interface SaleBalance {
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** The amount of the refunds that run or are in doubt. A refund without a record counts as all that is left of the sale. */
  readonly heldMinor: number;
  readonly refundableMinor: number;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const amountsWith = (records: readonly PaymentRecord[], statement: ChargeStatement): number[] =>
  records
    .filter((record) => statementOfPayment(record) === statement)
    .map((record) =>
      // A refund in doubt may have given back the requested amount, or the amount that a person has named.
      statement === 'unknown'
        ? Math.max(record.request.amountMinor, paidAmountMinor(record))
        : paidAmountMinor(record),
    );

/** The refunds that the sale names and that have no record: each may have given back all that is left. */
export const lostRefunds = (facts: SaleFacts): readonly string[] => [
  ...new Set([...unknownOf(facts), ...unknownOf(countedFacts(facts))]),
];

const unknownOf = ({ sale, refunds }: SaleFacts): readonly string[] =>
  linkedRefunds(sale).filter((linked) => refunds.every(({ orderId }) => orderId !== linked));

/** A simulated payment with the number of a real sale, or of its refund, does not count. A simulated sale has its own refunds. */
export const countedFacts = ({ sale, refunds }: SaleFacts): SaleFacts => {
  const simulated = areSimulated(sale);
  return { sale: countedAt(sale, simulated), refunds: countedAt(refunds, simulated) };
};

export const balanceOf = (facts: SaleFacts): SaleBalance =>
  computeBalance(lostRefunds(facts).length > 0, facts);

/** The only place that computes what is left of a sale. */
function computeBalance(isRecordLost: boolean, facts: SaleFacts): SaleBalance {
  const { sale, refunds } = countedFacts(facts);
  const sales = sale.filter(({ request }) => request.transactionType === 'Debit');
  const paidMinor = sum(amountsWith(sales, 'charged'));
  const refundedMinor = sum(amountsWith(refunds, 'charged'));
  const heldMinor = sum(amountsWith(refunds, 'unknown'));
  return {
    paidMinor,
    refundedMinor,
    heldMinor: isRecordLost ? Math.max(heldMinor, paidMinor - refundedMinor) : heldMinor,
    refundableMinor: isRecordLost ? 0 : Math.max(0, paidMinor - refundedMinor - heldMinor),
  };
}

/** What one refund gave back of its sale, or may have given back. */
export interface RefundPart {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly charge: 'charged' | 'unknown';
  /** True if only the sale names the refund, because its record is lost. `amountMinor` is then the most that it gave back. */
  readonly recordLost?: true | undefined;
}

/** All refunds that the sale names and that gave money back, or may have. Refunds without a record come last. */
export function partsOfSale(facts: SaleFacts): readonly RefundPart[] {
  const { refundableMinor: amountMinor } = computeBalance(false, facts);
  const lost = lostRefunds(facts).map((orderId) => ({
    orderId,
    amountMinor,
    charge: 'unknown' as const,
    recordLost: true as const,
  }));
  return [...refundParts(countedFacts(facts).refunds), ...lost];
}

/** The refunds that gave money back, or may have, oldest first: one for each order number. */
export function refundParts(refunds: readonly PaymentRecord[]): readonly RefundPart[] {
  const oldestFirst = refunds.toSorted(
    (a, b) => a.createdAt - b.createdAt || (a.paymentId < b.paymentId ? -1 : 1),
  );
  const orders = new Set(oldestFirst.map(({ orderId }) => orderId));
  return [...orders].flatMap((orderId) => {
    const payments = oldestFirst.filter((record) => record.orderId === orderId);
    const given = amountsWith(payments, 'charged');
    const held = amountsWith(payments, 'unknown');
    if (given.length + held.length === 0) return [];
    return [
      {
        orderId,
        amountMinor: sum([...given, ...held]),
        charge: held.length > 0 ? ('unknown' as const) : ('charged' as const),
      },
    ];
  });
}

/** Why a refund does not begin. It sent nothing. */
export interface RefundRefusal {
  readonly failure: Extract<FailureName, 'request-invalid' | 'payment-running' | 'refund-in-doubt'>;
  readonly detail: string;
  /** The order number of the refund without a record that the refusal is about. */
  readonly lost?: string;
  /** The amount of the sale that can still be given back. Absent: the sale is not known, or in doubt. */
  readonly refundable?: { readonly amountMinor: number; readonly currency: CurrencyCode };
}

export interface RequestedRefund {
  /** The payment itself, if it has a record: it does not count against itself. */
  readonly paymentId?: string | undefined;
  readonly request: Pick<
    PaymentRequest,
    'amountMinor' | 'currency' | 'transactionType' | 'paymentMeans' | 'refundOf'
  >;
  readonly simulated: boolean;
}

/** Why this refund may not begin, by all that is known of its sale; undefined if it may. */
export function judgeRefund(asked: RequestedRefund, facts: SaleFacts): RefundRefusal | undefined {
  const { request } = asked;
  const name = `the sale ${request.refundOf}`;
  const counted = countedFacts(facts);
  const verdict = orderVerdict(counted.sale);
  if (verdict.kind === 'none') return refuse(`${name} is not known here`);
  const { payment } = verdict;
  const { currency, transactionType, paymentMeans } = payment.request;
  const others = counted.refunds.filter(({ paymentId }) => paymentId !== asked.paymentId);
  const [lost] = lostRefunds(facts);
  const balance = computeBalance(lost !== undefined, { ...counted, refunds: others });
  const refundable = {
    amountMinor: verdict.kind === 'paid' && transactionType === 'Debit' ? balance.refundableMinor : 0,
    currency,
  };
  const refused = (detail: string) => refuse(`refund_of: ${detail}. ${leftText(refundable)}`, refundable);
  if (transactionType !== 'Debit') return refused(`${request.refundOf} is a ${transactionType}, and no sale`);
  if (verdict.kind === 'in-doubt') return refuseOfDoubtful(payment);
  if (verdict.kind === 'not-paid') return refused(`${name} took no money`);
  if (payment.terminal.simulated !== asked.simulated)
    return refused(`${name} was ${asked.simulated ? 'real' : 'simulated'}, and this request is not`);
  if (paymentMeans !== request.paymentMeans) return refused(`${name} was paid by ${paymentMeans}`);
  if (currency !== request.currency) return refused(`${name} was paid in ${currency}`);
  const held = others.find((record) => statementOfPayment(record) === 'unknown');
  if (held) return { ...refuseBeside(held, name), refundable };
  if (lost !== undefined)
    return {
      failure: 'refund-in-doubt',
      detail: lostRefundText(lost, `${request.refundOf}`),
      lost,
      refundable,
    };
  if (request.amountMinor > balance.refundableMinor) return refused(`more than is left of ${name}`);
  const isWhole = request.amountMinor === balance.paidMinor && balance.refundedMinor === 0;
  if (request.transactionType === 'Cancel' && !isWhole)
    return refused(`a Cancel takes back the whole of ${name}; use Credit for a part`);
  return undefined;
}

const refuse = (detail: string, refundable?: RefundRefusal['refundable']): RefundRefusal => ({
  failure: 'request-invalid',
  detail: refundable ? detail : `refund_of: ${detail}`,
  ...(refundable && { refundable }),
});

const leftText = ({ amountMinor, currency }: NonNullable<RefundRefusal['refundable']>): string =>
  `${plainMoney(amountMinor, currency)} of it can be given back`;

const isRunning = ({ state }: PaymentRecord): boolean =>
  state === 'intended' || state === 'sending' || state === 'waiting';

const refuseOfDoubtful = (sale: PaymentRecord): RefundRefusal =>
  isRunning(sale)
    ? {
        failure: 'payment-running',
        detail: `refund_of: the sale, order ${sale.orderId}, is being paid. Repeat this refund after it`,
      }
    : {
        failure: 'refund-in-doubt',
        detail: `refund_of: it is not known whether the sale ${sale.orderId} was paid. Settle the sale first (order ${sale.orderId}, on the connector page), then repeat this refund`,
      };

function refuseBeside(held: PaymentRecord, name: string): RefundRefusal {
  const { orderId, request } = held;
  const other = `a refund of ${plainMoney(request.amountMinor, request.currency)} of ${name}, order ${orderId},`;
  return isRunning(held)
    ? { failure: 'payment-running', detail: `${other} runs. Repeat this refund after it` }
    : {
        failure: 'refund-in-doubt',
        detail: `${other} is in doubt. Resolve order ${orderId} on the connector page first, then repeat this refund`,
      };
}

/** What is known of a refund that only its sale names, and what a person can do. */
export const lostRefundText = (refund: string, sale: string): string =>
  `the record of the refund ${refund} of the sale ${sale} is lost, so it is not known how much of the sale is left. Look for order ${refund} in the tickets of the terminal and at the bank. If a person then decides to give money back, send a Credit without refund_of: it is compared with no sale`;

export type RefundStart =
  | { readonly kind: 'refused'; readonly refusal: RefundRefusal }
  /** `sale`: the sale's record, if it must be written because it does not name this refund yet. */
  | { readonly kind: 'begun'; readonly sale?: PaymentRecord };

/** Decides whether a refund may begin. The caller writes its record and the sale's in the transaction that has read `facts`. */
export function startRefund(record: PaymentRecord, facts: SaleFacts): RefundStart {
  const { paymentId, request, orderId, terminal, createdAt } = record;
  const refusal = judgeRefund({ paymentId, request, simulated: terminal.simulated }, facts);
  if (refusal) return { kind: 'refused', refusal };
  const linked = linkToSale(facts.sale, orderId, createdAt);
  return { kind: 'begun', ...(linked && { sale: linked }) };
}

/** The sale's record with its link to a refund; undefined if it has the link, or there is no such record. */
export function linkToSale(
  payments: readonly PaymentRecord[],
  refundOrderId: string,
  at: number,
): PaymentRecord | undefined {
  const { sale } = countedFacts({ sale: payments, refunds: [] });
  const verdict = orderVerdict(sale);
  if (verdict.kind === 'none') return undefined;
  if (sale.some((record) => withRefundLink(record, refundOrderId, at) === record)) return undefined;
  return withRefundLink(verdict.payment, refundOrderId, at);
}

/** True if the payment gives money of this sale back, or takes the sale back. */
export const isRefundOf = ({ request }: PaymentRecord, saleOrderId: string): boolean =>
  request.refundOf === saleOrderId && mayRefund(request.transactionType);

export const refundOfOnly = 'only with the transaction_type Credit or Cancel';

/** True for the operations that may name a sale. */
export const mayRefund = (type: PaymentRequest['transactionType']): boolean =>
  type === 'Credit' || type === 'Cancel';

/** The text for tills and logs: how much of a sale was given back. Undefined: nothing was given back, for certain. */
export function refundText(parts: readonly RefundPart[], currency: CurrencyCode): string | undefined {
  if (parts.length === 0) return undefined;
  const partsWith = (charge: RefundPart['charge']) =>
    parts.filter((part) => part.charge === charge && !part.recordLost);
  const sentence = (some: readonly RefundPart[], what: string) =>
    some.length === 0
      ? []
      : [
          `${plainMoney(sum(some.map(({ amountMinor }) => amountMinor)), currency)} of this sale ${what} (order ${some.map(({ orderId }) => orderId).join(', ')}).`,
        ];
  return [
    ...sentence(partsWith('charged'), 'was given back'),
    ...sentence(partsWith('unknown'), 'may have been given back, which is not known'),
    ...parts
      .filter(({ recordLost }) => recordLost)
      .map(
        ({ orderId, amountMinor }) =>
          `It is not known how much the refund ${orderId} gave back, at most ${plainMoney(amountMinor, currency)}, because its record is lost.`,
      ),
  ].join(' ');
}

/** The amount of a sale that was certainly given back, minor units. */
export const refundedOf = (parts: readonly RefundPart[]): number =>
  sum(parts.filter(({ charge }) => charge === 'charged').map(({ amountMinor }) => amountMinor));
