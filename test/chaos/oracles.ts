import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { cardDataIn } from './card-data.ts';
import { judgeGateway } from './gateway-oracle.ts';
import { isDuplicate, ledgerOperation } from './operations.ts';
import { amountOf, paid } from './paid.ts';
import type { Story } from './story.ts';
import type { Charge } from './terminal.ts';
import { judgeTillReply } from './till-oracle.ts';
import { openStates } from './wire-rules.ts';

const mayBePaid: ReadonlySet<string | undefined> = new Set([...paid, 'UNKNOWN', 'OTHER_PAYMENT']);

/** Compares the three ledgers at the end of the day. Every line is a violation. */
export const judge = async (story: Story): Promise<string[]> => [
  ...(await judgeShop(story)),
  ...judgeGateway(story.shop, [...story.shop.disk.memory.payments.values()]),
];

/** Compares what the shop says with its terminal. */
export async function judgeShop({ shop, tills, resolvedByPerson }: Story): Promise<string[]> {
  const records = [...shop.disk.memory.payments.values()];
  const charges = shop.terminal.charges.filter(movedMoney);
  const chargesOf = (paymentId: string) => charges.filter((charge) => charge.paymentId === paymentId);
  return [
    ...shop.violations,
    ...records.flatMap((record) => judgeRecord(record, chargesOf(record.paymentId), shop)),
    ...charges.flatMap((charge) => judgeCharge(charge, records)),
    ...judgeOrders(records, charges, resolvedByPerson),
    ...judgeRefunds(records, charges),
    ...tills.replies.flatMap((reply) => judgeTillReply(reply, tills.replies, shop, records)),
    ...(await cardDataIn(shop, tills.replies)),
  ];
}

function judgeRecord(
  record: PaymentRecord,
  charges: readonly Charge[],
  { side, kind }: Story['shop'],
): string[] {
  const name = `${record.request.transactionType} ${record.paymentId} of ${record.orderId}`;
  if (openStates.includes(record.state)) return [`${name} is left at ${record.state}`];
  if (isDuplicate(record.request)) {
    const doubted = record.state === 'unknown' || record.state === 'resolved';
    return doubted || record.outcome === 'OTHER_PAYMENT' ? [`${name} has become ${record.outcome}`] : [];
  }
  if (record.outcome === 'NOT_SENT' && side.mayHaveLeft(record.paymentId))
    return [`${name} is NOT_SENT, and its request may have left`];
  if (!paid.has(record.outcome)) return [];
  const fits = charges.some(
    ({ amountMinor, operation }) => amountMinor === amountOf(record) && operation === ledgerOperation(record),
  );
  const isProven = record.state === 'resolved' || saysPaid(record, kind === 'concert' ? '0' : '10');
  return [
    ...(fits ? [] : [`${name} is ${record.outcome} and the terminal has no such line`]),
    ...(isProven ? [] : [`${name} is ${record.outcome} by another answer`]),
  ];
}

/** The answer in the record must be accepted and repeat the whole request. */
function saysPaid({ answer, request, outcome, ...record }: PaymentRecord, status: string): boolean {
  const { amountMinor = 0 } = answer ?? {};
  const operation = ledgerOperation({ answer, request, outcome, ...record } as PaymentRecord);
  const part = request.transactionType === 'Debit' && amountMinor > 0 && amountMinor < request.amountMinor;
  return (
    answer?.status === status &&
    answer.registerNumber === '01' &&
    (outcome === 'PARTIALLY_APPROVED' ? part : amountMinor === request.amountMinor) &&
    answer.currencyNumeric === '978' &&
    answer.operation === (status === '10' ? operation : undefined)
  );
}

function judgeCharge(charge: Charge, records: readonly PaymentRecord[]): string[] {
  const record = records.find(({ paymentId }) => paymentId === charge.paymentId);
  const took = `line ${charge.number} took ${charge.operation} ${charge.amountMinor} for ${charge.paymentId}`;
  if (!record) return [`${took}, and there is no record`];
  return mayBePaid.has(record.outcome) && !isDuplicate(record.request)
    ? []
    : [`${took}, and its record says ${record.request.transactionType} ${record.outcome}`];
}

/** Finds second charges and second refunds of one order. */
function judgeOrders(
  records: readonly PaymentRecord[],
  charges: readonly Charge[],
  resolved: ReadonlySet<string>,
): string[] {
  const orderOf = new Map(records.map(({ paymentId, orderId }) => [paymentId, orderId]));
  const count = new Map<string, number>();
  for (const { paymentId = '' } of charges) {
    if (resolved.has(paymentId)) continue;
    const order = orderOf.get(paymentId) ?? paymentId;
    count.set(order, (count.get(order) ?? 0) + 1);
  }
  return [...count]
    .filter(([, times]) => times > 1)
    .map(([order, times]) => `${order} was charged or refunded ${times} times`);
}

/** Finds sales of which more was given back than they took, by the terminal's ledger. */
function judgeRefunds(records: readonly PaymentRecord[], charges: readonly Charge[]): string[] {
  const moved = (isMeant: (record: PaymentRecord) => boolean): number => {
    const ids = new Set(records.filter(isMeant).map(({ paymentId }) => paymentId));
    return charges
      .filter(({ paymentId = '' }) => ids.has(paymentId))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  };
  const sales = new Set(records.flatMap(({ request }) => request.refundOf ?? []));
  return [...sales].flatMap((sale) => {
    const taken = moved(({ orderId, request }) => orderId === sale && request.transactionType === 'Debit');
    const given = moved(({ request }) => request.refundOf === sale);
    return given > taken ? [`${given} was given back of ${sale}, which took ${taken}`] : [];
  });
}
