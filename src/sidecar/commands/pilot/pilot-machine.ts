import { type Act, caseById, type PaymentPlace, type PilotCase, pilotCases } from './pilot-cases.ts';
import type { CaseState, PaymentFacts, PilotState, Result } from './pilot-facts.ts';

// The run as a pure machine: `nextOf` says what to do now, `step` says how the state changes. The state is stored after
// each step, so before the next act.

/** What the run does now. */
export type Next =
  | { readonly do: 'offer'; readonly case: PilotCase }
  | { readonly do: 'act'; readonly case: PilotCase; readonly act: Act }
  /** A payment was begun, and its result is not known: it is looked up, never sent again. */
  | { readonly do: 'recall'; readonly case: PilotCase; readonly key: string; readonly sent: SentPayment }
  /** HiPay was called, and its answer is not known: the case cannot go on, because the number may be taken now. */
  | { readonly do: 'give-up'; readonly case: PilotCase }
  | { readonly do: 'finish' };

export type SentPayment = NonNullable<CaseState['sending']>;

export type PilotEvent =
  | { readonly kind: 'begin'; readonly case: string }
  | { readonly kind: 'skip'; readonly case: string; readonly why: string }
  /** A payment is about to be sent. */
  | { readonly kind: 'send'; readonly case: string; readonly at: number }
  /** HiPay is about to be called. */
  | { readonly kind: 'call'; readonly case: string }
  /** The act is done. An act without a key has no result. */
  | { readonly kind: 'done'; readonly case: string; readonly result?: Result };

const newCase: CaseState = { state: 'running', act: 0, results: {} };

export function nextOf(state: PilotState): Next {
  for (const each of pilotCases) {
    const begun = state.cases[each.id];
    if (!begun) return { do: 'offer', case: each };
    if (begun.state !== 'running') continue;
    const act = each.acts[begun.act];
    if (!act) continue;
    if (act.do === 'pay' && begun.sending)
      return { do: 'recall', case: each, key: act.key, sent: begun.sending };
    if (begun.calling) return { do: 'give-up', case: each };
    return { do: 'act', case: each, act };
  }
  return { do: 'finish' };
}

export function step(state: PilotState, event: PilotEvent): PilotState {
  const before = state.cases[event.case] ?? newCase;
  const become = (change: Partial<CaseState>): PilotState => ({
    ...state,
    cases: { ...state.cases, [event.case]: { ...before, ...change } },
  });
  switch (event.kind) {
    case 'begin':
      return become({});
    case 'skip':
      return become({ state: 'skipped', why: event.why });
    case 'call':
      return become({ calling: true });
    case 'send': {
      if (before.sending) return state;
      const sending = {
        orderId: orderNumber(state, state.numbers),
        amountMinor: state.baseMinor + state.numbers,
        at: event.at,
      };
      return {
        ...state,
        numbers: state.numbers + 1,
        cases: { ...state.cases, [event.case]: { ...before, sending } },
      };
    }
    case 'done': {
      const { acts } = caseById(event.case) ?? { acts: [] };
      const act = acts[before.act];
      const key = act && 'key' in act ? act.key : undefined;
      const { sending: _sending, calling: _calling, ...rest } = before;
      const isLast = before.act + 1 >= acts.length;
      const done: CaseState = {
        ...rest,
        act: before.act + 1,
        state: isLast ? 'done' : 'running',
        results: key && event.result ? { ...before.results, [key]: event.result } : before.results,
      };
      return { ...state, cases: { ...state.cases, [event.case]: done } };
    }
    default:
      return event satisfies never;
  }
}

/** The order numbers of a run begin with the same text, so that a person finds them at HiPay and in the page. */
export const orderNumber = ({ runId }: Pick<PilotState, 'runId'>, number: number): string =>
  `PILOT-${runId}-${String(number + 1).padStart(2, '0')}`;

/** The number of the orders that only HiPay's stage gets. */
export const hipayNumber = ({ runId }: Pick<PilotState, 'runId'>, currency: 'usual' | 'other'): string =>
  `PILOT-${runId}-${currency === 'usual' ? 'H' : 'C'}`;

/** A number that no order ever has. */
export const neverSentNumber = ({ runId }: Pick<PilotState, 'runId'>): string => `PILOT-${runId}-N`;

export function paymentAt(state: PilotState, place: PaymentPlace): PaymentFacts | undefined {
  const found = state.cases[place.case]?.results[place.key];
  return found?.kind === 'payment' ? found : undefined;
}

/** The payments of the run, each with its newest facts, in the order of their numbers. */
export function paymentsOf(state: PilotState): PaymentFacts[] {
  const newest = new Map<string, PaymentFacts>();
  for (const { id, acts } of pilotCases)
    for (const act of acts) {
      if (!('key' in act)) continue;
      const found = state.cases[id]?.results[act.key];
      if (found?.kind === 'payment') newest.set(found.orderId, found);
    }
  for (const found of Object.values(state.latest)) newest.set(found.orderId, found);
  return [...newest.values()].toSorted((a, b) => a.orderId.localeCompare(b.orderId));
}

/** The payments that are in doubt, or were sent and have no result yet. */
export function openPayments(state: PilotState): SentPayment[] {
  const inDoubt = paymentsOf(state).filter(({ charge }) => charge === 'unknown');
  const known = new Set(paymentsOf(state).map(({ orderId }) => orderId));
  const left = Object.values(state.cases).flatMap(({ sending }) => sending ?? []);
  return [
    ...inDoubt.map(({ orderId, amountMinor, sentAt }) => ({ orderId, amountMinor, at: sentAt })),
    ...left.filter(({ orderId }) => !known.has(orderId)),
  ];
}

/** Adds the newest facts about payments that were open. The results of the cases stay as they are. */
export const withLatest = (state: PilotState, payments: readonly PaymentFacts[]): PilotState => ({
  ...state,
  latest: { ...state.latest, ...Object.fromEntries(payments.map((each) => [each.orderId, each])) },
});
