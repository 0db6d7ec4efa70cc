import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { PaymentRequest, TransactionType } from '../../src/core/payment/payment-request.ts';
import type { TwinOperation } from '../../src/simulator/terminal/twin-language.ts';
import type { Chance } from './seeded-chance.ts';
import type { TerminalKind } from './terminal-kind.ts';

/** The till's request without the amount. */
export type OperationRequest = Pick<PaymentRequest, 'transactionType' | 'paymentMeans' | 'refundOf'>;

export const sale: OperationRequest = { transactionType: 'Debit', paymentMeans: 'card' };
export const duplicate: OperationRequest = { transactionType: 'Duplicate', paymentMeans: 'card' };

/** Each terminal language lacks one operation. It is requested sometimes, and must be refused with a reason. */
export function someOperation(kind: TerminalKind, chance: Chance): OperationRequest {
  if (chance.happens(0.6)) return sale;
  const usual = kind === 'concert' ? 'Authorization' : 'Duplicate';
  const transactionType = chance.pick([
    'Debit',
    'Credit',
    'Credit',
    'Cancel',
    'Cancel',
    usual,
    usual,
    chance.happens(0.2) ? chance.pick(['Authorization', 'Duplicate'] as const) : usual,
  ] as const);
  return { transactionType, paymentMeans: transactionType === 'Debit' ? 'cheque' : 'card' };
}

export const isDuplicate = ({ transactionType }: Pick<OperationRequest, 'transactionType'>): boolean =>
  transactionType === 'Duplicate';

/** A duplicate may run beside the payment with the same number. */
export const requestKey = (orderId: string, asked: Pick<OperationRequest, 'transactionType'>): string =>
  isDuplicate(asked) ? `duplicate of ${orderId}` : orderId;

const inLedger: Readonly<Record<TransactionType, TwinOperation>> = {
  Debit: 'debit',
  Credit: 'credit',
  Cancel: 'cancellation',
  Authorization: 'pre-authorisation',
  Duplicate: 'duplicate',
};
/** The name of the operation in the terminal's ledger. */
export const ledgerOperation = ({ request }: PaymentRecord): TwinOperation =>
  inLedger[request.transactionType];

export type GatewayOperation = 'Sale' | 'Credit' | 'Authorization';
const inGateway: Readonly<Record<TransactionType, GatewayOperation | undefined>> = {
  Debit: 'Sale',
  Credit: 'Credit',
  Cancel: 'Credit',
  Authorization: 'Authorization',
  Duplicate: undefined,
};
/** HiPay's name of the operation (decision 0014); undefined: HiPay is not notified. */
export const gatewayOperation = (type: TransactionType): GatewayOperation | undefined => inGateway[type];
