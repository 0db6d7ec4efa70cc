import { answerOfRecord } from '../core/payment/answer-of-record.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { CallParams, CallResult } from '../core/relay/connector-api.ts';
import type { OrderOutside } from './order-desk.ts';
import { applyPaymentEvent } from './take-payment.ts';

type Outside = Pick<
  OrderOutside,
  'journal' | 'outbox' | 'clock' | 'ids' | 'digest' | 'settings' | 'lateAnswer'
>;
type Answer = CallResult<'resolvePayment'>;

const refused = (failure: Extract<Answer, { resolved: false }>['failure'], detail: string): Answer => ({
  resolved: false,
  failure,
  detail,
});

/** A person says what the terminal's ticket shows. Never rejects: what cannot be written down has not happened. */
export async function resolvePayment(
  { paymentId, ...decision }: CallParams<'resolvePayment'>,
  isRunning: (orderId: string) => boolean,
  outside: Outside,
): Promise<Answer> {
  try {
    const found = await outside.journal.find(paymentId);
    if (!found) return refused('request-invalid', 'no payment has this id');
    if (isRunning(found.orderId)) return refused('payment-running', 'this payment still runs');
    const record = await settledUnknown(found, outside);
    if (record.state !== 'unknown')
      return refused('request-invalid', `the payment is ${record.state} already`);
    const step = await applyPaymentEvent(record, { kind: 'resolve', ...decision }, outside);
    const entries = await outside.outbox.ofPayment(paymentId).catch(() => []);
    return { resolved: true, answer: answerOfRecord(step.record, entries, false) };
  } catch (error) {
    return refused('cannot-record', error instanceof Error ? error.message : 'storage failed');
  }
}

/** A payment whose end could not be written stands in the journal as if it still ran: no restart need come first. */
async function settledUnknown(record: PaymentRecord, outside: Outside): Promise<PaymentRecord> {
  if (record.state !== 'sending' && record.state !== 'waiting') return record;
  return (await applyPaymentEvent(record, { kind: 'restart' }, outside)).record;
}

/** A person has seen the alarm; it stays in the record. */
export async function dismissAlarm(paymentId: string, outside: Outside): Promise<boolean> {
  const record = await outside.journal.find(paymentId).catch(() => undefined);
  if (!record) return false;
  const step = await applyPaymentEvent(record, { kind: 'alarm-seen' }, outside).catch(() => undefined);
  return step !== undefined && step.effects.length > 0;
}
