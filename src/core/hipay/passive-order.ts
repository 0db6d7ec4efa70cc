import { formatMajor } from '../money/amount.ts';
import { type PaymentRecord, paidAmountMinor } from '../payment/payment-record.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import { areSimulated } from '../payment/simulated-payments.ts';
import { hipayEnvironment } from '../settings/gateway-url.ts';
import type { Contract } from '../settings/setting-defs.ts';
import type { Settings } from '../settings/settings.ts';
import { chooseContracts, contractOf, type ShopContract } from './contract-choice.ts';
import { type MissingContract, missingContractText } from './missing-contract.ts';
import { type Digest, orderHash } from './order-hash.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { withPaymentId } from './reporting-data.ts';

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

/** A till may cut a text inside an emoji. HiPay cannot read the remaining half, so U+FFFD takes its place. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** JSON of a flat object or of a list of flat objects. All its names and values are well-formed Unicode. */
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

/**
 * Creates the notifications of a paid record: one for each contract that may have been used. If the shop has not
 * configured the used contract, a single notification waits for this contract and is never sent under another one. `at`:
 * epoch ms.
 */
export async function createNotifications(
  record: PaymentRecord,
  settings: Settings,
  digest: Digest,
  uniqueId: () => string,
  at: number,
): Promise<OutboxEntry[]> {
  const orderOperation = orderOperations[record.request.transactionType];
  if (!orderOperation) return [];
  const choice = chooseContracts(record, settings);
  const entryOf = async (contract: ShopContract): Promise<OutboxEntry> => ({
    version: 1,
    entryId: uniqueId(),
    paymentId: record.paymentId,
    orderId: record.orderId,
    contract: contract.kind,
    ...(contract.name !== undefined && { contractName: contract.name }),
    merchantId: contract.merchantId,
    environment: environmentOfSale(record, settings),
    fields: await passiveOrderFields(record, orderOperation, contract, settings, digest),
    state: 'pending',
    attempts: 0,
    createdAt: at,
    nextAttemptAt: at,
  });
  if (choice.kind === 'notify') return Promise.all(choice.contracts.map(entryOf));
  return [waitForContract(await entryOf(contractOf(choice.missing)), choice.missing)];
}

/** The sale may be from before a change of the settings. The record of an older program does not name its HiPay. */
function environmentOfSale(record: PaymentRecord, settings: Settings): string {
  const now = hipayEnvironment(settings);
  return record.environment ?? (now === 'live' && areSimulated([record]) ? 'simulated' : now);
}

/** The entry, parked until a person has configured this contract. */
const waitForContract = (entry: OutboxEntry, missing: MissingContract): OutboxEntry => ({
  ...entry,
  state: 'parked',
  lastFailure: 'contract-missing',
  lastDetail: missingContractText(missing),
  missingContract: missing,
});
