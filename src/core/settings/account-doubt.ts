import type { RemarkCode } from './remark.ts';
import type { Settings } from './settings.ts';

/** `{environment}`: the one that the account hardly belongs to. */
export const englishDoubts = {
  'stage-account': 'a stage account in environment {environment}',
  'no-stage-account': 'no stage account in environment {environment}',
} as const satisfies Partial<Record<RemarkCode, string>>;

/** Why a HiPay account can hardly belong to an environment, or undefined. Every stage account in HiPay's examples has this mark. */
export function accountDoubtCode(
  login: string,
  environment: Settings['environment'],
): keyof typeof englishDoubts | undefined {
  const stageAccount = login.includes('.stage-');
  if (login === '' || stageAccount !== (environment === 'prod')) return undefined;
  return stageAccount ? 'stage-account' : 'no-stage-account';
}

/** The same in English. */
export function accountDoubt(login: string, environment: Settings['environment']): string | undefined {
  const code = accountDoubtCode(login, environment);
  return code && englishDoubts[code].replace('{environment}', environment);
}
