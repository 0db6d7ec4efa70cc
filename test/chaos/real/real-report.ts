import type { PageJournal } from './page-journal.ts';
import type { Kill, RealStory } from './real-story.ts';

const money = (minor: number): string => `${(minor / 100).toFixed(2)} EUR`;

function table(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `  ${String(times).padStart(5)}  ${name}`)
    .join('\n');
}

/** The sums of each ledger, in minor units. */
export function totalsOf({ shop }: RealStory, { payments }: PageJournal) {
  const outcomesOf = (amountMinor: number) =>
    payments.filter(({ request }) => request.amountMinor === amountMinor).map(({ outcome }) => outcome);
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
  const charged = shop.terminal.ledger
    .filter(({ verdict }) => verdict === 'accepted')
    .map(({ amountMinor }) => amountMinor);
  const approved = payments.filter(({ outcome }) => outcome === 'APPROVED');
  const orders = shop.gateway.twin.orders();
  return {
    charged: sum(charged),
    approved: sum(approved.map(({ request }) => request.amountMinor)),
    /** Charged, but left for a person to decide. */
    doubtful: sum(charged.filter((amount) => !outcomesOf(amount).includes('APPROVED'))),
    gateway: sum(orders.map(({ amount }) => Math.round(Number(amount) * 100))),
  };
}

/** The text report of a campaign. */
export function reportReal(
  { seed, payments, seconds }: { seed: number; payments: number; seconds: number },
  story: RealStory,
  journal: PageJournal,
  violations: readonly string[],
): string {
  const { charged, approved, doubtful, gateway } = totalsOf(story, journal);
  const agree = charged === approved + doubtful && approved === gateway;
  const late = journal.payments.filter(({ answer, outcome }) => outcome === 'APPROVED' && answer?.late);
  return [
    `seed ${seed}: ${payments} payments, ${journal.payments.length} attempts, ${story.kills.length} kills`,
    `records by outcome\n${table(journal.payments.map(({ outcome, state }) => outcome ?? state))}`,
    `answers to tills\n${table(story.till.replies.map(({ method, result, outcome }) => `${method} ${result} ${outcome}`))}`,
    `kills\n${table(story.kills.map(({ kind }) => kind))}`,
    `kills by the steps made on the line\n${table(story.kills.map(({ step }) => `after step ${step}`))}`,
    `kills by the state of the order in the journal\n${table(story.kills.map((kill) => stateAt(kill, journal)))}`,
    `settled by a late answer: ${late.length}; resolved by a person on the screen: ${story.resolved.size}`,
    `the terminal charged    ${money(charged)}`,
    `the journal: approved   ${money(approved)}, charged and left for a person ${money(doubtful)}`,
    `HiPay was notified of   ${money(gateway)}, in ${story.shop.gateway.twin.calls()} calls`,
    `the three ledgers ${agree ? 'agree' : 'DO NOT AGREE'}`,
    `${seconds.toFixed(1)} s`,
    ...violations.map((text) => `\n=== ${text}\n${historyOf(text, story, journal)}`),
    `${violations.length} violations`,
  ].join('\n');
}

function stateAt({ orderId, at }: Kill, { payments }: PageJournal): string {
  const history = payments.filter((record) => record.orderId === orderId).flatMap((record) => record.history);
  return history.filter((entry) => entry.at <= at).at(-1)?.state ?? 'nothing yet';
}

function historyOf(violation: string, story: RealStory, { payments }: PageJournal): string {
  const orderId = /Chaos_\d+/.exec(violation)?.[0];
  if (!orderId) return '';
  return JSON.stringify(
    {
      kills: story.kills.filter((kill) => kill.orderId === orderId),
      replies: story.till.replies.filter((reply) => reply.orderId === orderId),
      records: payments.filter((record) => record.orderId === orderId),
    },
    null,
    1,
  );
}
