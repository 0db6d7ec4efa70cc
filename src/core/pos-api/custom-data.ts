import { customData } from '../payment/payment-request.ts';
import { type Refused, refused } from './refused.ts';

type CustomData = Readonly<Record<string, string | number | boolean>>;

export type CustomDataRead = { readonly ok: true; readonly value: CustomData } | Refused;

/** Reads the free fields of a call: Bool, Int, Float and String only, as HiPay's page says. */
export function readCustomData(raw: unknown): CustomDataRead {
  if (raw === undefined || (Array.isArray(raw) && raw.length === 0)) return { ok: true, value: {} };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refused('custom_data', 'must be an object of texts, numbers and true/false');
  }
  for (const [key, value] of Object.entries(raw)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      return refused(`custom_data.${printable(key)}`, 'must be a text, a number or true/false');
    }
  }
  const parsed = customData.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const key = String(parsed.error.issues[0]?.path[0] ?? '');
  return refused(`custom_data.${printable(key)}`, 'is too long (a name has 64 characters, a text 1024)');
}

/** The name of a field goes into logs and answers: short, and without characters that could forge a line. */
const printable = (key: string): string => key.replace(/\p{C}/gu, '?').slice(0, 64);
