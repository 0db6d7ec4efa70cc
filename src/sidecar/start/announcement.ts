import type { ShellWords } from '../system/shell-words.ts';
import type { LaunchPlan } from './launch-plan.ts';

const sampleOrder = '{"amount":"10,23","currency":"EUR","transation_type":"Debit"}';

/** The output of a start: first a `ready` line for programs, then the lines for a person. */
export function formatAnnouncement(
  plan: LaunchPlan,
  at: {
    readonly pageUrl: string;
    readonly token: string;
    readonly configPath?: string;
    readonly words: ShellWords;
    /** True if the output is kept where others may read it: then it has no secret. */
    readonly isKept?: boolean;
  },
): string {
  const { user, password } = plan.till;
  if (at.isKept)
    return [
      `ready ${at.pageUrl}/`,
      ...simulatedLines(plan),
      `pairing link: ${at.words.program} open --print`,
      '',
    ].join('\n');
  // If `-u` has a user name without a password, curl asks for the password.
  const account = plan.isPasswordGenerated ? `${user}:${password}` : user;
  const { curl, quote, shell } = at.words;
  return [
    `ready ${at.pageUrl}/#pair=${at.token}`,
    ...simulatedLines(plan),
    `user name: ${user}`,
    `password:  ${plan.isPasswordGenerated ? password : `api_password of ${at.configPath ?? 'the configuration file'}`}`,
    ...(shell === undefined ? [] : [`in ${shell}:`]),
    `${curl} -u ${account} -H "Content-Type: application/json" -d ${quote(sampleOrder)} ${at.pageUrl}/order`,
    '',
  ].join('\n');
}

function simulatedLines({ settings }: LaunchPlan): string[] {
  const parts = [
    ...(settings.terminal.link === 'simulated' ? ['the terminal'] : []),
    ...(settings.hipay.simulated ? ["HiPay's gateway"] : []),
  ];
  return parts.length > 0 ? [`SIMULATED: ${parts.join(' and ')}. Environment ${settings.environment}.`] : [];
}
