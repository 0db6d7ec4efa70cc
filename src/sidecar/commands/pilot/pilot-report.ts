import { redacted, redactedText } from '../../../core/diagnostics/support-bundle.ts';
import { plainMoney } from '../../../core/money/amount.ts';
import { type Assumption, hipayWords, paymentWords, type Verdict, verdictOf } from './assumption.ts';
import { hipayAssumptions, machineAssumptions } from './other-assumptions.ts';
import { chargeWords, pilotCases } from './pilot-cases.ts';
import type { PilotState, Result } from './pilot-facts.ts';
import { openPayments, paymentsOf } from './pilot-machine.ts';
import { terminalAssumptions } from './terminal-assumptions.ts';

/** All assumptions that a run can settle. */
export const assumptions: readonly Assumption[] = [
  ...terminalAssumptions,
  ...hipayAssumptions,
  ...machineAssumptions,
];

const verdictWords: Readonly<Record<Verdict['kind'], string>> = {
  'as-assumed': 'as assumed',
  otherwise: 'OTHERWISE',
  'not-seen': 'not seen',
  'not-tried': 'not tried because',
};

const isoTime = (at: number): string => new Date(at).toISOString();

/** The payments that a person must deal with: those to refund, and those in doubt, whose tickets show what happened. */
const moneyLeft = (state: PilotState) => ({
  refund: paymentsOf(state).filter(({ charge }) => charge === 'charged'),
  inDoubt: openPayments(state),
});

/** The money of the run in lines of text. */
export function moneyLines(state: PilotState): string[] {
  const { refund, inDoubt } = moneyLeft(state);
  const { currency, simulated } = state.shop;
  const line = ({ orderId, amountMinor }: { orderId: string; amountMinor: number }) =>
    `${plainMoney(amountMinor, currency)}  ${orderId}`;
  if (refund.length + inDoubt.length === 0) return ['Nothing was charged.'];
  const note = simulated.terminal ? ' (simulated: no card was charged)' : '';
  return [
    ...(refund.length > 0 ? [`To be refunded, because it was charged${note}:`, ...refund.map(line)] : []),
    ...(inDoubt.length > 0
      ? [
          `In doubt: look at the terminal's tickets, decide them on the page (To check), and refund what was charged${note}:`,
          ...inDoubt.map(line),
        ]
      : []),
  ];
}

/** The report as JSON. `redacted` is the filter of the file for support. */
export function reportJson(state: PilotState, madeAt: number): string {
  const { runId, startedAt, shop } = state;
  const { refund, inDoubt } = moneyLeft(state);
  const order = ({ orderId, amountMinor }: { orderId: string; amountMinor: number }) => ({
    orderId,
    amountMinor,
    currency: shop.currency,
  });
  const report = {
    kind: 'hipay-ecr-pilot',
    version: 1,
    runId,
    startedAt: isoTime(startedAt),
    madeAt: isoTime(madeAt),
    shop,
    assumptions: assumptions.map((assumption) => {
      const { id, assumes, source, ifWrong } = assumption;
      const { kind, words } = verdictOf(assumption, state);
      return { id, verdict: kind, seen: words, assumes, source, ifWrong };
    }),
    cases: pilotCases.map(({ id, title }) => {
      const { state: end = 'not-reached', why, results = {} } = state.cases[id] ?? {};
      const shown = Object.entries(results).map(([key, result]) => [key, withTimes(result)]);
      return { id, title, state: end, why, results: Object.fromEntries(shown) };
    }),
    toRefund: refund.map(order),
    inDoubt: inDoubt.map(order),
  };
  return `${JSON.stringify(redacted(report), null, 2)}\n`;
}

/** Times as text: the filter would take epoch milliseconds for a card number. */
function withTimes(result: Result): Record<string, unknown> {
  const times = new Set(['at', 'sentAt', 'bootedAt']);
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [
      name,
      times.has(name) && typeof value === 'number' ? isoTime(value) : value,
    ]),
  );
}

/** A text in a cell of a table of Markdown. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** The report for a person: what was seen against what the product assumes. */
export function reportText(state: PilotState, madeAt: number): string {
  const { runId, startedAt, shop } = state;
  const judged = assumptions.map((assumption) => ({ assumption, verdict: verdictOf(assumption, state) }));
  const count = (kind: Verdict['kind']) => judged.filter(({ verdict }) => verdict.kind === kind).length;
  const wrong = judged.filter(({ verdict }) => verdict.kind === 'otherwise');
  const { terminal, gateway } = shop.simulated;
  const parts = [...(terminal ? ['terminal'] : []), ...(gateway ? ['HiPay'] : [])];
  const lines = [
    `# Pilot ${runId}`,
    '',
    `${isoTime(startedAt)} to ${isoTime(madeAt)}, version ${shop.version}, ${shop.system}, ${shop.environment}, ${shop.language} by ${shop.link}.`,
    ...(parts.length > 0
      ? ['', `SIMULATED: ${parts.join(' and ')}. This report proves nothing about them.`]
      : []),
    '',
    `${count('as-assumed')} as assumed, ${count('otherwise')} otherwise, ${count('not-seen')} not seen, ${count('not-tried')} not tried.`,
    '',
    ...(wrong.length > 0
      ? [
          '## Otherwise than assumed',
          '',
          row('assumption', 'seen', 'what changes'),
          '|---|---|---|',
          ...wrong.map(({ assumption, verdict }) => row(assumption.id, verdict.words, assumption.ifWrong)),
          '',
        ]
      : []),
    '## Money',
    '',
    ...moneyLines(state).map((line) => `* ${line}`),
    '',
    '## Assumptions',
    '',
    row('assumption', 'the product assumes', 'verdict', 'seen'),
    '|---|---|---|---|',
    ...judged.map(({ assumption, verdict }) =>
      row(assumption.id, assumption.assumes, verdictWords[verdict.kind], verdict.words),
    ),
    '',
    '## Cases',
    '',
    ...pilotCases.flatMap(({ id, title }) => {
      const { state: end = 'not reached', why, results = {} } = state.cases[id] ?? {};
      return [
        `* **${id}** (${title}): ${end}${why ? `, ${why}` : ''}`,
        ...Object.entries(results).map(([key, result]) => `  * ${key}: ${resultWords(result)}`),
      ];
    }),
    '',
  ];
  return redactedText(lines.join('\n'));
}

/** A result in words. */
export function resultWords(result: Result): string {
  switch (result.kind) {
    case 'payment':
      return `${paymentWords(result)}; charge: ${result.charge}`;
    case 'check':
      return `${result.ready ? 'ready' : 'NOT ready'} (page ${result.page ?? 'unknown'}, terminal ${result.terminal ?? 'unknown'})`;
    case 'hipay':
      return hipayWords(result);
    case 'answer':
      return result.value;
    default:
      return result satisfies never;
  }
}

/** The tables that `--list` prints, and that `PILOT.md` has. */
export function pilotTables(): string {
  return [
    '## Cases',
    '',
    row('case', 'what happens', 'card', 'minutes'),
    '|---|---|---|---|',
    ...pilotCases.map(({ id, group, title, charge, minutes }) =>
      row(id, `${group}: ${title}`, chargeWords[charge], String(minutes)),
    ),
    '',
    '## Assumptions',
    '',
    row('assumption', 'the product assumes', 'source', 'what changes if it is wrong', 'cases'),
    '|---|---|---|---|---|',
    ...assumptions.map(({ id, assumes, source, ifWrong, cases }) =>
      row(id, assumes, source, ifWrong, cases.join(', ')),
    ),
    '',
  ].join('\n');
}
