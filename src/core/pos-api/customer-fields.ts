import { type Customer, customer } from '../payment/payment-request.ts';
import { type Refused, refused } from './refused.ts';

/** HiPay's table writes `firstName`, its sample `firstname`; the id comes as a number or as a text. */
const spellings = {
  id: ['id'],
  firstName: ['firstname', 'firstName'],
  lastName: ['lastname', 'lastName'],
  email: ['email'],
  phone: ['phone', 'phone_number', 'phoneNumber'],
} as const satisfies Record<keyof Customer, readonly string[]>;

export type CustomerRead = { readonly ok: true; readonly value: Customer } | Refused;

/** Reads the customer of a call. An empty list is an empty object (some languages cannot tell them apart). */
export function readCustomer(raw: unknown): CustomerRead {
  if (raw === undefined || (Array.isArray(raw) && raw.length === 0)) return { ok: true, value: {} };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refused('customer', 'must be an object with id, firstname, lastname and email');
  }
  const sent = new Map<string, unknown>(Object.entries(raw));
  const found: Record<string, string> = {};
  for (const [name, ways] of Object.entries(spellings)) {
    const way = ways.find((spelling) => (sent.get(spelling) ?? '') !== '');
    if (way === undefined) continue;
    const value = sent.get(way);
    if (typeof value !== 'string' && typeof value !== 'number') {
      return refused(`customer.${way}`, 'must be a text');
    }
    found[name] = String(value);
  }
  const parsed = customer.safeParse(found);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refused(`customer.${parsed.error.issues[0]?.path.join('.') ?? ''}`, 'is too long');
}
