import type { Settings } from '../settings/settings.ts';
import type { PaymentRecord } from './payment-record.ts';
import { type PaymentRequest, requestFingerprint } from './payment-request.ts';

/** Forced where the till says so, or above the shop's threshold: HiPay's "above", so not at it. */
export const forcesAuthorisation = (request: PaymentRequest, settings: Settings): boolean =>
  request.forceAuthorization ||
  (settings.authorizationThresholdMinor !== undefined &&
    request.amountMinor > settings.authorizationThresholdMinor);

/** The record of a payment that nobody has yet been asked for. */
export function newRecord(
  request: PaymentRequest & { orderId: string },
  facts: {
    paymentId: string;
    attempt: number;
    at: number;
    link: string;
    simulated: boolean;
    partialApproval: boolean;
  },
  settings: Settings,
): PaymentRecord {
  return {
    version: 1,
    paymentId: facts.paymentId,
    orderId: request.orderId,
    attempt: facts.attempt,
    request,
    fingerprint: requestFingerprint(request),
    terminal: {
      registerNumber: settings.terminal.registerNumber,
      language: settings.terminal.language,
      link: facts.link,
      simulated: facts.simulated,
      authorisationForced: forcesAuthorisation(request, settings),
      receiptLanguage: settings.terminal.receiptLanguage,
      ...(facts.partialApproval && { partialApproval: true }),
    },
    state: 'intended',
    createdAt: facts.at,
    updatedAt: facts.at,
    history: [{ state: 'intended', at: facts.at }],
  };
}
