import type { CheckFacts, HipayFacts, PaymentFacts, PilotState, ShopFacts } from './pilot-facts.ts';

export type VerdictKind = 'as-assumed' | 'otherwise' | 'not-seen' | 'not-tried';

export interface Verdict {
  readonly kind: VerdictKind;
  /** What was seen, or why nothing was. */
  readonly words: string;
}

export const asAssumed = (words: string): Verdict => ({ kind: 'as-assumed', words });
export const otherwise = (words: string): Verdict => ({ kind: 'otherwise', words });
export const notSeen = (words: string): Verdict => ({ kind: 'not-seen', words });

/** Something that the product takes for true and that no public text proves. */
export interface Assumption {
  readonly id: string;
  readonly assumes: string;
  /** Where it comes from: a decision record, or the facts about Concert (C), HiPay (H) and Windows (W). */
  readonly source: string;
  readonly ifWrong: string;
  /** The cases that settle it; one of them is enough. */
  readonly cases: readonly string[];
  /** Says why it does not concern this shop. Undefined if it does. */
  readonly unless?: (shop: ShopFacts) => string | undefined;
  readonly judge: (seen: Seen) => Verdict;
}

/** The results of a run. A place is `case/key`: the id of a case, and the key of one of its acts. */
export class Seen {
  constructor(readonly run: PilotState) {}

  get shop(): ShopFacts {
    return this.run.shop;
  }

  payment(place: string): PaymentFacts | undefined {
    const found = this.#result(place);
    return found?.kind === 'payment' ? found : undefined;
  }

  check(place: string): CheckFacts | undefined {
    const found = this.#result(place);
    return found?.kind === 'check' ? found : undefined;
  }

  hipay(place: string): HipayFacts | undefined {
    const found = this.#result(place);
    return found?.kind === 'hipay' ? found : undefined;
  }

  answer(place: string): string | undefined {
    const found = this.#result(place);
    return found?.kind === 'answer' ? found.value : undefined;
  }

  #result(place: string) {
    const [id = '', key = ''] = place.split('/');
    return this.run.cases[id]?.results[key];
  }
}

/** A payment in words, for a verdict. */
export function paymentWords({ orderId, status, outcome, errorCode, answer, tookMs }: PaymentFacts): string {
  const parts = [
    outcome ?? 'no record',
    ...(status === 200 ? [] : [status === 0 ? 'no answer to the till' : `HTTP ${status}`]),
    ...(errorCode ? [`code ${errorCode}`] : []),
    ...(answer ? [`status ${answer.status}`] : []),
    ...(answer?.reason ? [answer.reason] : []),
    ...(tookMs === undefined ? [] : [`after ${(tookMs / 1000).toFixed(1)} s`]),
  ];
  return `${orderId}: ${parts.join(', ')}`;
}

export function hipayWords({ orderId, call, status, code, words, state }: HipayFacts): string {
  const parts = [
    status === 0 ? 'no answer' : `HTTP ${status}`,
    ...(code ? [`code ${code}`] : []),
    ...(state ? [`state ${state}`] : []),
    ...(words ? [words] : []),
  ];
  return `${call} ${orderId}: ${parts.join(', ')}`;
}

/** The verdict on one assumption. It is `not-tried` if no case that settles it has a result. */
export function verdictOf({ unless, cases, judge }: Assumption, run: PilotState): Verdict {
  const reason = unless?.(run.shop);
  if (reason !== undefined) return { kind: 'not-tried', words: reason };
  const begun = cases.filter((id) => Object.keys(run.cases[id]?.results ?? {}).length > 0);
  if (begun.length > 0) return judge(new Seen(run));
  const why = cases.map((id) => `${id}: ${run.cases[id]?.why ?? 'the run did not reach it'}`);
  return { kind: 'not-tried', words: why.join('; ') };
}
