import type { FailureName } from '../../core/failures.ts';

/** The field of the settings that mends what keeps a notification; nothing where a setting cannot. */
export function fieldToMend(failure: FailureName): 'hipay.login' | 'contracts.proxy.merchantId' | undefined {
  if (failure === 'hipay-credentials') return 'hipay.login';
  return failure === 'hipay-refused' || failure === 'contract-missing'
    ? 'contracts.proxy.merchantId'
    : undefined;
}
