import { formatMajor } from '../money/amount.ts';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import { paidAmountMinor } from '../payment/paid-amount.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import type { Digest } from '../ports/digest.ts';
import type { Contract, Settings } from '../settings/settings.ts';
import { contractsUsed } from './contracts-used.ts';
import { orderHash } from './order-hash.ts';

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
