import type { LaunchPlan } from './launch-plan.ts';

const sample = '{"amount":"10,23","currency":"EUR","transation_type":"Debit"}';

/** What a start prints: the `ready` line first and alone, for programs; then what a person needs. */
export function announcement(
  plan: LaunchPlan,
  at: {
    readonly home: string;
    readonly token: string;
    readonly configPath?: string;
    readonly windows: boolean;
  },
): string {
  const { user, password } = plan.till;
  // Without a password here, curl asks for it.
  const account = plan.passwordMade ? `${user}:${password}` : user;
  const quoted = at.windows ? `"${sample.replaceAll('"', '\\"')}"` : `'${sample}'`;
  return [
    `ready ${at.home}/#pair=${at.token}`,
    ...simulatedLines(plan),
    `user name: ${user}`,
    `password:  ${plan.passwordMade ? password : `api_password of ${at.configPath ?? 'the configuration file'}`}`,
    `curl -u ${account} -H "Content-Type: application/json" -d ${quoted} ${at.home}/order`,
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
