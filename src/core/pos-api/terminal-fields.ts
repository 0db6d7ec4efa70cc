import type { PaymentAnswer } from '../payment/payment-answer.ts';
import type { Receipt } from '../terminal/dialect.ts';
import type { PaymentBody } from './payment-reply.ts';

/** One byte a character, as terminals write their tickets; what has no place in Latin-1 becomes a question mark. */
const base64 = ({ content }: Receipt): string =>
  btoa([...content].map((letter) => (letter > '\u00ff' ? '?' : letter)).join(''));

/** What the terminal said beyond yes and no, where its language says it. */
export function terminalFields(answer: PaymentAnswer): Partial<PaymentBody> {
  const { receipts = [], cardMasked, authorisationNumber, contractNumber } = answer;
  const customer = receipts.find((each) => each.for !== 'merchant');
  const merchant = receipts.find((each) => each.for === 'merchant');
  return {
    ...(customer && { receipt: base64(customer) }),
    ...(customer?.form === 'html' && { receiptForm: 'html' as const }),
    ...(merchant && { merchantReceipt: base64(merchant) }),
    ...(cardMasked && { cardMasked }),
    ...(authorisationNumber && { authorizationNumber: authorisationNumber }),
    ...(contractNumber && { contractNumber }),
    ...(answer.paymentApplication && { paymentApplication: answer.paymentApplication }),
    ...(answer.duplicateOf && { duplicateOf: answer.duplicateOf }),
  };
}
