import { isPaid } from './outcome.ts';
import type { PaymentRecord, RecordDecision, RecordEvidence } from './payment-record.ts';

/** A value in `supersedes`: the person also saw the terminal's own answer. */
export const terminalAnswerSeen = 'terminal';

/** All decisions of persons. A record of an older program has at most one, without an id. */
export function decisionsOf({ decisions, resolution, alarm }: PaymentRecord): readonly RecordDecision[] {
  if (decisions) return decisions;
  if (!resolution) return [];
  const { paid, by, why, at } = resolution;
  const sawTerminal = alarm?.kind === 'contradiction' && alarm.seenAt !== undefined;
  return [
    {
      id: `${at} ${by} ${paid}`,
      verdict: paid ? 'paid' : 'not-paid',
      by,
      why,
      at,
      supersedes: sawTerminal ? [terminalAnswerSeen] : [],
    },
  ];
}

/**
 * The older form of a decision's id. An older program writes no `decisions`, so `decisionsOf` makes this id for the same
 * decision. Undefined if the id already has the older form.
 */
const olderIdOf = (id: string): string | undefined => {
  const [, beginning, verdict] = /^(.*) (not-paid|paid|paid-other-amount) \d+$/.exec(id) ?? [];
  return verdict && `${beginning} ${verdict !== 'not-paid'}`;
};

/** The ids without those that are only the older form of another id. */
export function withoutOlderIds(ids: Iterable<string>): ReadonlySet<string> {
  const all = new Set(ids);
  for (const id of [...all]) all.delete(olderIdOf(id) ?? '');
  return all;
}

/** The decisions that no other decision supersedes, oldest first. */
export function standingDecisions(decisions: readonly RecordDecision[]): readonly RecordDecision[] {
  const superseded = new Set(decisions.flatMap(({ supersedes }) => supersedes));
  return decisions
    .filter(({ id }) => !superseded.has(id) && !superseded.has(olderIdOf(id) ?? id))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The end of the payment without the decisions of persons. */
export function evidenceOf(record: PaymentRecord): RecordEvidence {
  if (record.evidence) return record.evidence;
  const { state, outcome, failure, detail, answer, resolution, lateAnswer, alarm } = record;
  if (state !== 'resolved')
    return {
      state,
      ...(outcome && { outcome }),
      ...(failure && { failure }),
      ...(detail !== undefined && { detail }),
      ...(answer && { answer }),
    };
  if (!lateAnswer) {
    const doubt = resolution?.doubt;
    return {
      state: 'unknown',
      outcome: 'UNKNOWN',
      failure: 'outcome-unknown',
      ...(doubt !== undefined && { detail: doubt }),
      ...(answer && { answer }),
    };
  }
  // Without a contradiction, the late answer agrees with the person.
  const decidedOutcome = resolution?.paid ? 'APPROVED' : 'DECLINED';
  const terminalOutcome = alarm?.kind === 'contradiction' ? alarm.outcome : decidedOutcome;
  return isPaid(terminalOutcome)
    ? { state: 'answered', outcome: terminalOutcome, answer: lateAnswer }
    : { state: 'closed', outcome: terminalOutcome, failure: 'declined', answer: lateAnswer };
}

const verdictText = ({ verdict, amountMinor }: RecordDecision): string => `${verdict} ${amountMinor ?? ''}`;

/** True if the terminal itself has given a result: it says paid, or it says that nothing was paid. */
export const hasTerminalResult = ({ state, answer }: RecordEvidence): boolean =>
  answer !== undefined && (state === 'answered' || state === 'closed');

/** True if a standing decision says something else than the terminal's result, and its person had not seen that result. */
const isContradicted = (evidence: RecordEvidence, decision: RecordDecision): boolean =>
  hasTerminalResult(evidence) &&
  !decision.supersedes.includes(terminalAnswerSeen) &&
  (decision.verdict === 'not-paid') === isPaid(evidence.outcome);

/** The person whose correction raised the record's alarm; undefined if the terminal's answer did. */
export function correctedBy(record: PaymentRecord): string | undefined {
  const { alarm } = record;
  if (!alarm?.byPerson) return undefined;
  const decisions = decisionsOf(record);
  return (decisions.findLast(({ at }) => at === alarm.at) ?? decisions.at(-1))?.by;
}

/**
 * The paid amounts before and after the correction that raised the record's alarm, minor units. Undefined if the
 * correction changed whether the payment was paid.
 */
export function correctedAmounts(record: PaymentRecord): { before: number; after: number } | undefined {
  if (!record.alarm?.byPerson) return undefined;
  const decisions = decisionsOf(record);
  const correction = decisions.findLast(({ at }) => at === record.alarm?.at);
  const before = standingDecisions(decisions.filter(({ id }) => correction?.supersedes.includes(id))).at(-1);
  if (!correction || !before || correction.verdict === 'not-paid' || before.verdict === 'not-paid')
    return undefined;
  const amountOf = ({ amountMinor = record.request.amountMinor }: RecordDecision): number => amountMinor;
  return { before: amountOf(before), after: amountOf(correction) };
}

/** A statement about a contested payment. `by` is the person who made it; without `by` it is the terminal's. */
export interface Statement {
  readonly by?: string;
  readonly paid: boolean;
  /** The paid amount, minor units, if it is not the requested one. */
  readonly amountMinor?: number;
}

/** The statements that contradict each other, oldest first; undefined if the payment is not contested. */
export function contradictionOf(record: PaymentRecord): readonly Statement[] | undefined {
  if (!isContested(record)) return undefined;
  const evidence = evidenceOf(record);
  const standing = standingDecisions(decisionsOf(record));
  const ofPersons = standing.map(({ by, verdict, amountMinor }) => ({
    by,
    paid: verdict !== 'not-paid',
    ...(amountMinor !== undefined && { amountMinor }),
  }));
  const doesTerminalDisagree = standing.some((each) => isContradicted(evidence, each));
  return doesTerminalDisagree ? [...ofPersons, { paid: isPaid(evidence.outcome) }] : ofPersons;
}

/**
 * True if persons disagree about the payment, or the terminal disagrees with a person who had not seen its answer. The
 * payment is then in doubt until a new decision supersedes the standing ones.
 */
export function isContested(record: PaymentRecord): boolean {
  const standing = standingDecisions(decisionsOf(record));
  const evidence = evidenceOf(record);
  return (
    new Set(standing.map(verdictText)).size > 1 || standing.some((each) => isContradicted(evidence, each))
  );
}
