import { html } from 'lit';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentRow } from '../../core/relay/snapshot.ts';
import '../parts/ecr-badge.ts';
import { adviceFor } from '../pay/explain-result.ts';
import { directionOf, resolverWords } from '../pay/money-direction.ts';
import { fill } from '../texts/fill.ts';
import type { Texts } from '../texts/texts.ts';
import { outcomeLook } from './outcome-look.ts';

/** How a payment ended, and why where the badge does not say it. */
export const outcomeCell = (row: PaymentRow, texts: Texts) => html`<td role="cell" class="badges">
        ${badge(row, texts)}
        ${row.simulated ? html`<ecr-badge tone="warn" icon="flask" text=${texts.words.simulated}></ecr-badge>` : ''}
        ${why(row, texts)}
      </td>`;

function badge(row: PaymentRow, texts: Texts) {
  const { words, outcomes } = texts;
  if (!row.outcome) return html`<ecr-badge tone="calm" icon="clock" text=${words.inProgress}></ecr-badge>`;
  // It tells of a payment; it is none that could be approved.
  if (directionOf(row.transactionType) === 'none')
    return html`<ecr-badge tone="calm" icon="info" text=${words.done}></ecr-badge>`;
  const look = outcomeLook[row.outcome];
  const { paidLabel, notPaidLabel } = resolverWords(texts, row.transactionType);
  const decided = row.resolution && (row.resolution.paid ? paidLabel : notPaidLabel);
  const text = decided ?? outcomes[row.outcome].label;
  return html`<ecr-badge tone=${look.tone} icon=${look.icon} text=${text}></ecr-badge>`;
}

function why(row: PaymentRow, texts: Texts) {
  if (row.resolution) {
    const { resolvedPaid, resolvedNotPaid } = resolverWords(texts, row.transactionType);
    const { paid, by } = row.resolution;
    const text = fill(paid ? resolvedPaid : resolvedNotPaid, { by });
    return html`<span class="muted small why">${text} ${row.resolution.why}</span>`;
  }
  if (!row.failure || isPaid(row.outcome) || row.outcome === 'CANCELLED') return '';
  return html`<span class="muted small why">${reason(row, row.failure, texts)}</span>`;
}

function reason(
  { outcome, transactionType }: PaymentRow,
  failure: NonNullable<PaymentRow['failure']>,
  texts: Texts,
): string {
  const back = outcome && directionOf(transactionType) === 'back';
  return back ? adviceFor({ outcome, transactionType, failure }, texts).what : texts.failures[failure].what;
}
