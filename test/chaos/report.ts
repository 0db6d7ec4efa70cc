import type { CampaignResult, Violation } from './campaign.ts';

const money = (minor: number): string => `${(minor / 100).toFixed(2)} EUR`;
const table = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `  ${String(times).padStart(6)}  ${name}`)
    .join('\n');

/** What a person reads after a campaign. */
export function report(seed: number, result: CampaignResult, seconds: number): string {
  const { totals, violations } = result;
  const reconciled =
    totals.charged === totals.approved + totals.doubtful && totals.approved === totals.gateway;
  return [
    `seed ${seed}: ${result.payments} payments in ${result.shops} shops, ${result.attempts} attempts, ${result.kills} kills`,
    `records by outcome\n${table(result.outcomes)}`,
    `answers to tills\n${table(result.told)}`,
    `faults\n${table(result.faults)}`,
    `settled by a late answer: ${result.upgradedLate}; looked into by a person: ${result.resolvedByPerson}`,
    `the terminals charged   ${money(totals.charged)}`,
    `the journals: approved  ${money(totals.approved)}, charged and left for a person ${money(totals.doubtful)}`,
    `HiPay was told of       ${money(totals.gateway)}`,
    `the three ledgers ${reconciled ? 'agree' : 'DO NOT AGREE'}`,
    `${seconds.toFixed(1)} s, trace ${result.trace.slice(0, 12)}`,
    ...violations.slice(0, 3).map(story),
    ...violations
      .slice(3, 40)
      .map(({ payments, broken }) => `also payments ${payments}: ${broken.join('; ')}`),
    `${violations.length} shops with violations`,
  ].join('\n');
}

const story = ({ payments, broken, faults, records, log }: Violation): string =>
  [
    `\n=== payments ${payments}: ${broken.join('; ')}`,
    `replay with --only ${payments.split(' ')[0]}`,
    ...faults,
    records,
    ...log,
  ].join('\n');
