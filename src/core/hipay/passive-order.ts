import { formatMajor } from '../money/amount.ts';
import { type PaymentRecord, paidAmountMinor, type RecordedAnswer } from '../payment/payment-record.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import type { Digest } from '../ports/host.ts';
import type { Contract } from '../settings/setting-defs.ts';
import type { Settings } from '../settings/settings.ts';
import { orderHash } from './order-hash.ts';
import type { ContractKind, OutboxEntry } from './outbox-entry.ts';

type Kept = readonly [ContractKind, Contract];

/** Caisse-AP's applications that are contactless (concert.md 3.4): CB, Amex, Conecs. */
const contactless = new Set(['00B', '00D', '10E']);
const cheque = '00C';

/**
 * The contracts HiPay has to be told of. Caisse-AP says which was used, by its number (CG) or its application (CC).
 * Concert V2 does not: with a contact and a contactless contract HiPay is told of both and keeps the one that its acquirer
 * confirms. A cheque is told of only where the shop has a contract for cheques: it is no card payment.
 */
export function contractsUsed({ request, answer }: PaymentRecord, settings: Settings): readonly Kept[] {
  const contracts = Object.entries(settings.contracts) as Kept[];
  if (request.paymentMeans === 'cheque')
    return contracts.filter(([, { paymentApplication }]) => paymentApplication === cheque);
  const used = answer && namedBy(answer, contracts);
  return used ? [used] : contracts;
}

function namedBy(answer: RecordedAnswer, contracts: readonly Kept[]): Kept | undefined {
  const { contractNumber, paymentMode = '' } = answer;
  const byNumber = contracts.filter(([, { merchantId }]) => sameNumber(merchantId, contractNumber));
  if (byNumber.length === 1) return byNumber[0];
  // V2's MODE has one letter and says too little; V3's application has three.
  if (paymentMode.length !== 3) return undefined;
  const byApplication = contracts.filter(([, contract]) => contract.paymentApplication === paymentMode);
  if (byApplication.length === 1) return byApplication[0];
  const kind = contactless.has(paymentMode) ? 'nfc' : 'proxy';
  return contracts.find(([name]) => name === kind);
}

/** Terminals write the number with or without leading zeros. */
const sameNumber = (merchantId: string, said: string | undefined): boolean =>
  said !== undefined && merchantId.replace(/^0+/, '') === said.replace(/^0+/, '');

interface Told {
  readonly operation: 'Sale' | 'Credit' | 'Authorization';
  /** 200000 authorised, 200100 captured, 200350 credit (facts: hipay.md 3.2 a). */
  readonly code: string;
}

/**
 * HiPay has no passive order for a cancellation: told as a credit of the same amount, its books and the terminal's come
 * to the same sum (decision 0014). A duplicate moves no money, so there is nothing to tell.
 */
const toldAs: Readonly<Record<TransactionType, Told | undefined>> = {
  Debit: { operation: 'Sale', code: '200100' },
  Credit: { operation: 'Credit', code: '200350' },
  Cancel: { operation: 'Credit', code: '200350' },
  Authorization: { operation: 'Authorization', code: '200000' },
  Duplicate: undefined,
};
const pointOfSale = '10';

type Fields = [string, string][];

/**
 * HiPay's "passive POS order": tells of a payment already made on a terminal. Form fields in order; basket, custom data
 * and parameters are JSON texts.
 */
async function passiveOrderFields(
  record: PaymentRecord,
  told: Told,
  contract: Contract,
  settings: Settings,
  digest: Digest,
): Promise<Fields> {
  const { request, orderId, answer } = record;
  const amount = formatMajor(paidAmountMinor(record), request.currency);
  const parameters = {
    hash: await orderHash({ orderId, amount, currency: request.currency }, settings.hipay.hashKey, digest),
    code: told.code,
    mid: contract.merchantId,
    acquirer_registrationid: contract.merchantId,
    payment_application: contract.paymentApplication,
    rank: contract.rank,
    ...(answer?.authorisationNumber && { authorization_code: answer.authorisationNumber }),
    ...(settings.terminal.serialNumber && { terminal_serial_number: settings.terminal.serialNumber }),
  };
  return [
    ['orderid', orderId],
    ['eci', pointOfSale],
    ['operation', told.operation],
    ['payment_product', 'tpe'],
    ['initialize_payment_terminal', '0'],
    ['description', `In-store payment ${orderId}`],
    ['currency', request.currency],
    ['amount', amount],
    ['payment_product_parameters', JSON.stringify(parameters)],
    ['basket', JSON.stringify(request.cart)],
    ['custom_data', JSON.stringify(request.customData)],
    ...customerFields(record),
  ];
}

function customerFields({ request: { customer } }: PaymentRecord): Fields {
  const fields: [string, string | undefined][] = [
    ['cid', customer.id],
    ['firstname', customer.firstName],
    ['lastname', customer.lastName],
    ['email', customer.email],
  ];
  return fields.filter((field): field is [string, string] => field[1] !== undefined);
}

/** The notifications of a paid record: one for each contract that may have been used. */
export async function mintNotifications(
  record: PaymentRecord,
  settings: Settings,
  digest: Digest,
  uniqueId: () => string,
  at: number,
): Promise<OutboxEntry[]> {
  const told = toldAs[record.request.transactionType];
  if (!told) return [];
  return Promise.all(
    contractsUsed(record, settings).map(async ([kind, contract]) => ({
      version: 1 as const,
      entryId: uniqueId(),
      paymentId: record.paymentId,
      orderId: record.orderId,
      contract: kind,
      merchantId: contract.merchantId,
      fields: await passiveOrderFields(record, told, contract, settings, digest),
      state: 'pending' as const,
      attempts: 0,
      createdAt: at,
      nextAttemptAt: at,
    })),
  );
}
