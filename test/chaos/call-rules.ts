import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { amountOnWire } from './terminal-kind.ts';

interface Rules {
  recordOf(paymentId: string): PaymentRecord | undefined;
  violation(text: string): void;
}

export const isIdentification = (text: string): boolean => text.includes('CD001I');

/** Rules that can be checked only on the connections: write before sending, send once, no amount in an identification. */
export class CallRules {
  /** The payment whose record was `sending` last: it owns the request. */
  sending: string | undefined;
  /** Payments whose request may have reached the terminal: they are never "not sent". */
  readonly mayHaveLeft = new Set<string>();

  constructor(private readonly rules: Rules) {}

  /** Checks a request of the till. Returns its `paymentId`; undefined for an identification. */
  checkRequest(text: string): string | undefined {
    const { violation, recordOf } = this.rules;
    if (isIdentification(text)) {
      if (text.includes('CB0')) violation('an identification has an amount');
      return undefined;
    }
    const record = this.sending === undefined ? undefined : recordOf(this.sending);
    if (record?.state !== 'sending') {
      violation(`a request is sent while the record of ${this.sending} says ${record?.state}`);
      return undefined;
    }
    if (!text.includes(amountOnWire('v3-calls', record)))
      violation(`the request is not ${record.paymentId}’s`);
    if (this.mayHaveLeft.has(record.paymentId)) violation(`${record.paymentId} is sent again`);
    this.mayHaveLeft.add(record.paymentId);
    return record.paymentId;
  }
}
