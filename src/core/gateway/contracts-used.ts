import type { ContractKind } from '../outbox/outbox-entry.ts';
import type { PaymentRecord, RecordedAnswer } from '../payment/payment-record.ts';
import type { Contract, Settings } from '../settings/settings.ts';

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
