import { formatMajor } from '../money/amount.ts';
import type { ContractKind, OutboxEntry } from '../outbox/outbox-entry.ts';
import { paidAmountMinor } from '../payment/paid-amount.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { Digest } from '../ports/digest.ts';
import type { Contract, Settings } from '../settings/settings.ts';

/** HiPay's code for a payment that was made and captured on the terminal (facts: hipay.md 3.2 a). */
const capturedCode = '200100';
const pointOfSale = '10';

type Fields = [string, string][];

/**
 * HiPay's "passive POS order": tells of a payment already made on a terminal. Form fields in order; basket, custom data
 * and parameters are JSON texts. The hash covers the very amount text that is sent.
 */
export async function passiveOrderFields(
  record: PaymentRecord,
  contract: Contract,
  settings: Settings,
  digest: Digest,
): Promise<Fields> {
  const { request, orderId } = record;
  const amount = formatMajor(paidAmountMinor(record), request.currency);
  const parameters = {
    hash: await digest.sha1(orderId + amount + request.currency + settings.hipay.hashKey),
    code: capturedCode,
    mid: contract.merchantId,
    acquirer_registrationid: contract.merchantId,
    payment_application: contract.paymentApplication,
    rank: contract.rank,
    ...(settings.terminal.serialNumber && { terminal_serial_number: settings.terminal.serialNumber }),
  };
  return [
    ['orderid', orderId],
    ['eci', pointOfSale],
    ['operation', 'Sale'],
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

/**
 * One notification a configured contract. With a contact and a contactless contract Concert V2 does not say which of
 * them was used, so HiPay is told of both and keeps the one that its acquirer confirms.
 */
export async function mintNotifications(
  record: PaymentRecord,
  settings: Settings,
  digest: Digest,
  uniqueId: () => string,
  at: number,
): Promise<OutboxEntry[]> {
  const contracts = Object.entries(settings.contracts) as [ContractKind, Contract][];
  return Promise.all(
    contracts.map(async ([kind, contract]) => ({
      version: 1 as const,
      entryId: uniqueId(),
      paymentId: record.paymentId,
      orderId: record.orderId,
      contract: kind,
      merchantId: contract.merchantId,
      fields: await passiveOrderFields(record, contract, settings, digest),
      state: 'pending' as const,
      attempts: 0,
      createdAt: at,
      nextAttemptAt: at,
    })),
  );
}
