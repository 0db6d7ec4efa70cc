import { formatMajor } from '../money/amount.ts';
import { type PaymentRecord, paidAmountMinor, type RecordedAnswer } from '../payment/payment-record.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import type { Contract, ContractKind } from '../settings/setting-defs.ts';
import type { Settings } from '../settings/settings.ts';
import { type Digest, orderHash } from './order-hash.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { withPaymentId } from './reporting-data.ts';
import { isSameContract } from './sent-order.ts';

type ContractEntry = readonly [ContractKind, Contract];

/** Contactless applications of Caisse-AP (concert.md 3.4): CB, Amex, Conecs. */
const contactlessApplications = new Set(['00B', '00D', '10E']);
const chequeApplication = '00C';

/**
 * The contracts for which HiPay is notified. Caisse-AP tells the used contract by its number (CG) or application (CC).
 * Concert V2 does not, so HiPay gets one notification for each contract (contact and contactless) and keeps the one
 * that its acquirer confirms. A cheque is notified only if the shop has a contract for cheques, because it is not a
 * card payment.
 */
export function contractsToNotify(
  { request, answer }: PaymentRecord,
  settings: Settings,
): readonly ContractEntry[] {
  const contracts = Object.entries(settings.contracts) as ContractEntry[];
  if (request.paymentMeans === 'cheque')
    return contracts.filter(([, { paymentApplication }]) => paymentApplication === chequeApplication);
  const used = answer && contractOfAnswer(answer, contracts);
  return used ? [used] : contracts;
}

function contractOfAnswer(
  answer: RecordedAnswer,
  contracts: readonly ContractEntry[],
): ContractEntry | undefined {
  const { contractNumber, paymentMode = '' } = answer;
  const byNumber = contracts.filter(
    ([, { merchantId }]) => contractNumber !== undefined && isSameContract(merchantId, contractNumber),
  );
  if (byNumber.length === 1) return byNumber[0];
  // Only Caisse-AP names the application, with three characters. Concert V2's field MODE is one letter.
  if (paymentMode.length !== 3) return undefined;
  const byApplication = contracts.filter(([, contract]) => contract.paymentApplication === paymentMode);
  if (byApplication.length === 1) return byApplication[0];
  const kind = contactlessApplications.has(paymentMode) ? 'nfc' : 'proxy';
  return contracts.find(([name]) => name === kind);
}

interface OrderOperation {
  readonly operation: 'Sale' | 'Credit' | 'Authorization';
  /** 200000 authorised, 200100 captured, 200350 credit (hipay.md 3.2 a). */
  readonly code: string;
}

/**
 * HiPay's operation for each transaction type. HiPay has no passive order for a cancellation, so a credit of the same
 * amount is sent: HiPay's total and the terminal's then agree (decision 0014). A duplicate moves no money and is not
 * notified.
 */
const orderOperations: Readonly<Record<TransactionType, OrderOperation | undefined>> = {
  Debit: { operation: 'Sale', code: '200100' },
  Credit: { operation: 'Credit', code: '200350' },
  Cancel: { operation: 'Credit', code: '200350' },
  Authorization: { operation: 'Authorization', code: '200000' },
  Duplicate: undefined,
};
const pointOfSaleEci = '10';

type Fields = [string, string][];

/**
 * The fields of HiPay's "passive POS order", which reports a payment that a terminal has already made. They are form
 * fields, sent in this order; basket, custom data and parameters are JSON texts.
 */
async function passiveOrderFields(
  record: PaymentRecord,
  orderOperation: OrderOperation,
  contract: Contract,
  settings: Settings,
  digest: Digest,
): Promise<Fields> {
  const { request, orderId, answer } = record;
  const amount = formatMajor(paidAmountMinor(record), request.currency);
  const parameters = {
    hash: await orderHash({ orderId, amount, currency: request.currency }, settings.hipay.hashKey, digest),
    code: orderOperation.code,
    mid: contract.merchantId,
    acquirer_registrationid: contract.merchantId,
    payment_application: contract.paymentApplication,
    rank: contract.rank,
    ...(answer?.authorisationNumber && { authorization_code: answer.authorisationNumber }),
    ...(settings.terminal.serialNumber && { terminal_serial_number: settings.terminal.serialNumber }),
  };
  return [
    ['orderid', orderId],
    ['eci', pointOfSaleEci],
    ['operation', orderOperation.operation],
    ['payment_product', 'tpe'],
    ['initialize_payment_terminal', '0'],
    ['description', `In-store payment ${orderId}`],
    ['currency', request.currency],
    ['amount', amount],
    ['payment_product_parameters', jsonOf(parameters)],
    ['basket', jsonOf(request.cart)],
    ['custom_data', jsonOf(withPaymentId(record, settings.reporting))],
    ...customerFields(record),
  ];
}

/** A till may cut a name inside an emoji. HiPay cannot read the half that is left, so it becomes U+FFFD. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** JSON of a flat object, or of a list of flat objects, in well-formed Unicode: names and values. */
function jsonOf(value: object): string {
  const each = (field: unknown) => (typeof field === 'string' ? wellFormed(field) : field);
  const flat = (object: object) =>
    Object.fromEntries(Object.entries(object).map(([name, field]) => [wellFormed(name), each(field)]));
  return JSON.stringify(Array.isArray(value) ? value.map(flat) : flat(value));
}

function customerFields({ request: { customer } }: PaymentRecord): Fields {
  const fields: [string, string | undefined][] = [
    ['cid', customer.id],
    ['firstname', customer.firstName],
    ['lastname', customer.lastName],
    ['email', customer.email],
  ];
  return fields.flatMap(([name, text]): Fields => (text === undefined ? [] : [[name, wellFormed(text)]]));
}

/** Creates the notifications of a paid record: one for each contract that may have been used. `at`: epoch ms. */
export async function createNotifications(
  record: PaymentRecord,
  settings: Settings,
  digest: Digest,
  uniqueId: () => string,
  at: number,
): Promise<OutboxEntry[]> {
  const orderOperation = orderOperations[record.request.transactionType];
  if (!orderOperation) return [];
  return Promise.all(
    contractsToNotify(record, settings).map(async ([kind, contract]) => ({
      version: 1 as const,
      entryId: uniqueId(),
      paymentId: record.paymentId,
      orderId: record.orderId,
      contract: kind,
      merchantId: contract.merchantId,
      fields: await passiveOrderFields(record, orderOperation, contract, settings, digest),
      state: 'pending' as const,
      attempts: 0,
      createdAt: at,
      nextAttemptAt: at,
    })),
  );
}
