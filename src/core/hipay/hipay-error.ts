import * as z from 'zod/mini';
import { scalarText } from './answer-fields.ts';
import { shownText } from './sent-order.ts';

const hipayError = z.object({
  /** HiPay’s own codes have seven digits, such as 3010004. Those of a proxy or gateway have three, or are words. */
  code: z.pipe(scalarText, z.string().check(z.regex(/^\d{7}$/))),
  message: z.optional(z.nullable(z.string())),
  description: z.optional(z.nullable(z.string())),
});
export type Refusal = z.infer<typeof hipayError>;

/**
 * HiPay's own error, of the order call and of the look-up (hipay.md 3.7 and A1). Undefined for anything else: whatever
 * stands between here and HiPay may answer in JSON too.
 */
export const hipayRefusal = (body: unknown): Refusal | undefined => hipayError.safeParse(body).data;

export const hipayErrorText = (error: Refusal): string =>
  shownText([error.code, error.message, error.description].filter(Boolean).join(' '), 300);

const unknownOrder = '3000001';
const unknownMerchant = '3000003';
const temporarilyUnavailable = '1000008';

/** True if the error speaks of the login or its rights. */
export const isOfLogin = ({ code }: Refusal): boolean => code.startsWith('100000');
/** True if the error speaks of the account or the merchant: it says nothing about an order. */
export const isOfAccount = (error: Refusal): boolean => isOfLogin(error) || error.code === unknownMerchant;
/** True for the only error that says that HiPay has no order with this number. */
export const isUnknownOrder = ({ code }: Refusal): boolean => code === unknownOrder;
export const isDuplicate = ({ code }: Refusal): boolean => code === '3010004';
export const isTemporary = ({ code }: Refusal): boolean => code === temporarilyUnavailable;

/** HTTP statuses with which HiPay itself refuses an order (hipay.md 3.7 and A2). Others are made on the way to HiPay. */
const refusingStatuses: ReadonlySet<number> = new Set([400, 401, 403, 404, 405]);
const busyStatuses: ReadonlySet<number> = new Set([429, 503]);
/** The ranges of HiPay's codes (hipay.md 3.7). */
const knownCode = /^(?:10[012]0|30[0-4]0|40[01]0)\d{3}$/;
/** Attempts, duplicate, expired, completed, voided: HiPay has an order or a transaction, and it may be this one. */
const ofKnownOrder = /^(?:301000[3-8]|4000007)$/;

export const isCodeOfKnownOrder = (code: string): boolean => ofKnownOrder.test(code);

/** True if HiPay itself refuses orders with this HTTP status. */
export const isRefusingStatus = (status: number): boolean => refusingStatuses.has(status);

/** True if this error proves that HiPay has not recorded the order. */
export const provesRefusal = (status: number, error: Refusal): boolean =>
  busyStatuses.has(status)
    ? isTemporary(error)
    : refusingStatuses.has(status) && knownCode.test(error.code) && !ofKnownOrder.test(error.code);
