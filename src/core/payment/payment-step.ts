import type { PaymentRecord, RecordState } from './payment-record.ts';

export type PaymentEffect =
  /** Write the record, durably, before the effects that follow. */
  | { readonly kind: 'write' }
  /** Write the record and its notifications in one transaction. */
  | { readonly kind: 'write-with-notifications' }
  | { readonly kind: 'grant-permission' }
  | { readonly kind: 'acknowledge-answer' }
  /** A result came after the payment had been given up or resolved: people have to be told. */
  | { readonly kind: 'alarm-late-answer' };

export interface PaymentStep {
  readonly record: PaymentRecord;
  readonly effects: readonly PaymentEffect[];
}

type Change = Partial<
  Pick<PaymentRecord, 'outcome' | 'failure' | 'detail' | 'answer' | 'resolution' | 'alarm'>
>;

/** The record in its next state, with the step in its history. Fields of an earlier verdict do not linger. */
export function advance(
  record: PaymentRecord,
  state: RecordState,
  at: number,
  change: Change = {},
): PaymentRecord {
  const { outcome: _o, failure: _f, detail: _d, ...kept } = record;
  return { ...kept, ...change, state, updatedAt: at, history: [...record.history, { state, at }] };
}

export const ignored = (record: PaymentRecord): PaymentStep => ({ record, effects: [] });
export const written = (record: PaymentRecord): PaymentStep => ({ record, effects: [{ kind: 'write' }] });
