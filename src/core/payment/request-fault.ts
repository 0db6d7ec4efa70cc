import type { FailureName } from '../failures.ts';
import type { Settings } from '../settings/settings.ts';
import type { PaymentRequest } from './payment-request.ts';

/** Why this shop cannot take such a payment, whatever order it is for. Undefined: it can. */
export function requestFault(
  { currency }: PaymentRequest,
  settings: Settings,
): { failure: FailureName; detail: string } | undefined {
  if (!settings.currencies.includes(currency)) {
    return {
      failure: 'request-invalid',
      detail: `currency ${currency} is not one of ${settings.currencies.join(', ')}`,
    };
  }
  if (Object.keys(settings.contracts).length === 0) {
    return { failure: 'contract-missing', detail: 'no HiPay contract (merchant id) is configured' };
  }
  return undefined;
}
