import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { fill, moneyText } from '../format.ts';
import { directionOf, operationName, resolverWords } from './operations.ts';
import { adviceFor, explainCharge } from './result-explanation.ts';

type Answered = Pick<
  PaymentRow,
  'amountMinor' | 'currency' | 'paymentMeans' | 'transactionType' | 'terminalSays' | 'contradiction'
>;

/** What was said about a contested payment, and by whom. */
function contradictionText(payment: Answered, texts: Texts, locale: string): string | undefined {
  if (!payment.contradiction) return undefined;
  const { contradicts, terminal, paidLabel, notPaidLabel } = resolverWords(texts, payment.transactionType);
  const said = payment.contradiction.map(({ by, paid, amountMinor }) => {
    const amount = amountMinor === undefined ? '' : ` ${moneyText(amountMinor, payment.currency, locale)}`;
    return `${by ?? terminal}: ${paid ? paidLabel : notPaidLabel}${amount}`;
  });
  return fill(contradicts, { said: said.join('; ') });
}

/**
 * What was said about a payment that is contested, or for which the terminal gave another payment's answer; undefined for
 * others.
 */
export function differenceText(payment: Answered, texts: Texts, locale: string): string | undefined {
  const contradiction = contradictionText(payment, texts, locale);
  if (contradiction !== undefined) return contradiction;
  const { resolver } = texts;
  const { money, register, transactionType } = payment.terminalSays ?? {};
  if (money) {
    const told = moneyText(money.amountMinor, money.currency, locale);
    const asked = moneyText(payment.amountMinor, payment.currency, locale);
    return fill(resolver.differs, { told, asked });
  }
  if (register) return fill(resolver.differsRegister, register);
  if (!transactionType) return undefined;
  return fill(resolver.differsOperation, {
    told: operationName(transactionType, payment.paymentMeans, texts),
    asked: operationName(payment.transactionType, payment.paymentMeans, texts),
  });
}

/** Why a payment is not paid, or why it is in doubt, in one sentence. */
export function reasonText(
  row: PaymentRow,
  failure: NonNullable<PaymentRow['failure']>,
  texts: Texts,
  locale: string,
): string {
  const says = differenceText(row, texts, locale);
  if (says !== undefined) return says;
  const { outcome, transactionType } = row;
  if (!outcome || directionOf(transactionType) !== 'back') return texts.failures[failure].what;
  return `${adviceFor({ ...row, outcome, failure }, texts).what} ${explainCharge({ ...row, outcome }, texts).charged}`;
}
