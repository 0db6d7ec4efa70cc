import type { Customer } from '../payment/payment-request.ts';
import type { ReceiptTo } from '../terminal/dialect.ts';
import { type Refused, refused } from './refused.ts';

type Ways = readonly (keyof ReceiptTo)[];

/** The words of HiPay's sister product for terminals with Concert V3.2 (facts: hipay.md, receipts). */
const options: Readonly<Record<string, Ways>> = {
  all: ['phone', 'email'],
  sms: ['phone'],
  email: ['email'],
};

export type ReceiptOption = { readonly ok: true; readonly value: ReceiptTo | undefined } | Refused;

/**
 * Where the terminal shall send the customer's ticket. An address that is missing or is none never refuses a payment:
 * the terminal prints the ticket then.
 */
export function readReceiptOption(raw: unknown, customer: Customer): ReceiptOption {
  if (raw === undefined) return { ok: true, value: undefined };
  const ways = typeof raw === 'string' ? options[raw.trim().toLowerCase()] : undefined;
  if (!ways) return refused('receipt_sending_option', 'must be "All", "SMS" or "Email"');
  const phone = customer.phone?.replace(/[\s().-]/g, '');
  const to: ReceiptTo = {
    ...(ways.includes('phone') && phone && /^\+?\d{8,19}$/.test(phone) && { phone }),
    ...(ways.includes('email') && customer.email?.match(/^\S+@\S+\.\S+$/) && { email: customer.email }),
  };
  return { ok: true, value: to.phone || to.email ? to : undefined };
}
