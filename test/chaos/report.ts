import { type CampaignResult, type KindResult, reconciled, type Violation } from './campaign.ts';
import { type Ledgers, sumsAgree } from './ledgers.ts';
import { terminalKinds } from './terminal-kind.ts';

const money = (minor: number): string => `${(minor / 100).toFixed(2)} EUR`;
const table = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `  ${String(times).padStart(6)}  ${name}`)
    .join('\n');

const ledgerLines = (ledgers: Ledgers): string =>
  Object.entries(ledgers)
    .filter(([, { charged, approved }]) => charged + approved > 0)
    .map(
      ([name, sums]) =>
        `  ${name}: terminals ${money(sums.charged)} = journals ${money(sums.approved)} + left for a person ` +
        `${money(sums.doubtful)}; HiPay ${money(sums.gateway)} + not for HiPay ${money(sums.notForHipay)}` +
        (sumsAgree(sums) ? '' : '  DO NOT AGREE'),
    )
    .join('\n');

const kindReport = (kind: string, result: KindResult): string =>
  [
    `\n--- ${kind}: ${result.payments} payments in ${result.shops} shops, ${result.attempts} attempts, ${result.kills} kills`,
    `records by outcome\n${table(result.outcomes)}`,
    `by operation\n${table(result.operations)}`,
    `answers to tills\n${table(result.answers)}`,
    `faults\n${table(result.faults)}`,
    `settled by a late answer: ${result.upgradedLate}; looked into by a person: ${result.resolvedByPerson}`,
    ledgerLines(result.ledgers),
  ].join('\n');

/** The text report of a campaign. */
export function report(seed: number, result: CampaignResult, seconds: number): string {
  const { kinds, violations } = result;
  const kindsWithShops = terminalKinds.filter((kind) => kinds[kind].shops > 0);
  const payments = kindsWithShops.reduce((sum, kind) => sum + kinds[kind].payments, 0);
  return [
    ...kindsWithShops.map((kind) => kindReport(kind, kinds[kind])),
    `\nseed ${seed}: ${payments} payments, ${seconds.toFixed(1)} s, trace ${result.trace.slice(0, 12)}, of the refunds ${result.refundTrace.slice(0, 12)}`,
    `the three ledgers ${reconciled(result) ? 'agree' : 'DO NOT AGREE'}`,
    ...violations.slice(0, 3).map(violationText),
    ...violations
      .slice(3, 40)
      .map(({ payments: of, kind, broken }) => `also ${kind} payments ${of}: ${broken.join('; ')}`),
    `${violations.length} shops with violations`,
  ].join('\n');
}

const violationText = ({ payments, kind, broken, faults, records, log }: Violation): string =>
  [
    `\n=== ${kind} payments ${payments}: ${broken.join('; ')}`,
    `replay with --terminal ${kind} --only ${payments.split(' ')[0]}`,
    ...faults,
    records,
    ...log,
  ].join('\n');
