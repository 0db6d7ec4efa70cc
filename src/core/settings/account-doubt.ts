import type { Settings } from './settings.ts';

/** Why a HiPay account can hardly belong to an environment, or undefined. Every stage account in HiPay's examples has this mark. */
export function accountDoubt(login: string, environment: Settings['environment']): string | undefined {
  const stageAccount = login.includes('.stage-');
  if (login === '' || stageAccount !== (environment === 'prod')) return undefined;
  return `${stageAccount ? 'a stage' : 'no stage'} account in environment ${environment}`;
}
