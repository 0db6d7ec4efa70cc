import { formatMajor } from '../money/amount.ts';
import { type CurrencyCode, currencyCode } from '../money/currency.ts';
import { type PaymentCall, readPaymentCall } from '../pos-api/payment-call.ts';
import { refused } from '../pos-api/refused.ts';

/**
 * Reads a web till's payment: the REST call's fields in any spelling, and `amountMinor` for tills that count in minor
 * units. Both amounts at once must say the same.
 *
 * @example readTillRequest({ amountMinor: 1023, orderId: 'Order_12345' }, ['EUR'])
 */
export function readTillRequest(
  raw: Readonly<Record<string, unknown>>,
  currencies: readonly CurrencyCode[],
): PaymentCall {
  const { amountMinor, ...fields } = raw;
  if (amountMinor === undefined) return readPaymentCall(fields, currencies);
  if (typeof amountMinor !== 'number' || !Number.isSafeInteger(amountMinor) || amountMinor < 1) {
    return refused('amountMinor', 'must be an integer above zero, in minor units: 1023 for 10.23 EUR');
  }
  const currency = currencyCode.safeParse(String(fields['currency'] ?? 'EUR').toUpperCase());
  // A currency that is none is refused below, in the words that the REST call gets.
  const amount = currency.success ? formatMajor(amountMinor, currency.data) : '1';
  const call = readPaymentCall({ ...fields, amount: fields['amount'] ?? amount }, currencies);
  if (call.ok && call.request.amountMinor !== amountMinor)
    return refused('amountMinor', 'contradicts amount');
  return call;
}
