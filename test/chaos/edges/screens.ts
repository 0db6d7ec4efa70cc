import type { LivePayment, PaymentRow, Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import { loadTexts, type Texts } from '../../../src/texts/load-texts.ts';
import { resultOfLive } from '../../../src/ui/model/payment-result.ts';
import { explainResult } from '../../../src/ui/model/result-explanation.ts';
import { statementOfText } from './statements.ts';
import type { Timeline } from './timeline.ts';

/** The screens of all pages: what they say about each payment, once for each change. */
export class Screens {
  readonly #shownOutcomes = new Map<string, string>();

  private constructor(
    private readonly timeline: Timeline,
    private readonly texts: Texts,
  ) {}

  static async open(timeline: Timeline): Promise<Screens> {
    return new Screens(timeline, await loadTexts('en'));
  }

  readonly shown = ({ payment, payments }: Snapshot, page: string): void => {
    if (payment?.phase === 'finished') this.#show('big', payment, page);
    for (const row of payments)
      if (row.outcome) this.#show('row', { ...row, phase: 'finished', startedAt: 0, phaseSince: 0 }, page);
  };

  #show(
    place: string,
    payment: LivePayment | (PaymentRow & Pick<LivePayment, 'phase' | 'startedAt' | 'phaseSince'>),
    page: string,
  ): void {
    const { paymentId, orderId: order, amountMinor, outcome } = payment;
    const key = `${page} ${place} ${paymentId}`;
    if (this.#shownOutcomes.get(key) === outcome) return;
    this.#shownOutcomes.set(key, outcome ?? '');
    const text = explainResult(resultOfLive(payment), this.texts).charged;
    const said = statementOfText(text) ?? 'unknown';
    const exit = `screen (${place}) ${outcome}`;
    this.timeline.say({ sale: 0, order, amountMinor, said, exit, text, paymentId });
  }
}
