import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { isIdentification } from './call-rules.ts';
import { isDuplicate } from './operations.ts';
import type { Charge } from './terminal.ts';

const STX = 2;
const ETX = 3;
const ENQ = 5;
const ACK = 6;
const NAK = 0x15;

/** States of an unfinished record. */
export const openStates: readonly string[] = ['intended', 'sending', 'waiting'];

interface Rules {
  /** The present content of the disk. */
  recordOf(paymentId: string): PaymentRecord | undefined;
  lastCharge(): Charge | undefined;
  amountOnWire(record: PaymentRecord): string;
  /** True if the answer may belong to another payment: same amount and unknown end, or unclear dates. */
  isDoubtful(record: PaymentRecord): boolean;
  violation(text: string): void;
}

/** Rules that can be checked only on the line: write before acting, resend only after a NAK, journal before the ACK. */
export class WireRules {
  /** The payment whose record was `sending` last: it owns a request on the line. */
  sending: string | undefined;
  #requestsOf = new Map<string, number>();
  /** True if a NAK has reached the till since its last request. */
  #refused = false;
  /** True if an answer has reached the till, and the till has sent nothing since. */
  #answerReceived = false;
  /** All bytes that reached the till since it last sent some. */
  #received: number[] = [];

  constructor(private readonly rules: Rules) {}

  /** Checks bytes that the till sends. */
  checkSent(bytes: Uint8Array): void {
    if (bytes[0] === ACK && this.#answerReceived) this.#checkAcknowledgement();
    this.#answerReceived = false;
    this.#received = [];
    if (bytes.length > 1) this.#checkRequest(new TextDecoder().decode(bytes));
  }

  /** Notes bytes that reached the till. */
  noteReceived(bytes: Uint8Array): void {
    this.#refused ||= bytes.includes(NAK);
    this.#received.push(...bytes);
    if (bytes.includes(ETX)) this.#answerReceived = true;
    else if (bytes.includes(ENQ)) this.#answerReceived = false;
  }

  #checkRequest(frame: string): void {
    const { violation, recordOf } = this.rules;
    if (isIdentification(frame)) {
      if (frame.includes('CB0')) violation('an identification has an amount');
      return;
    }
    const record = this.sending === undefined ? undefined : recordOf(this.sending);
    if (record?.state !== 'sending') {
      violation(`a request is sent while the record of ${this.sending} says ${record?.state}`);
      return;
    }
    if (!frame.includes(this.rules.amountOnWire(record)))
      violation(`the request on the line is not ${record.paymentId}’s`);
    const before = this.#requestsOf.get(record.paymentId) ?? 0;
    if (before > 0 && !this.#refused) violation(`${record.paymentId} is sent again without a NAK`);
    this.#requestsOf.set(record.paymentId, before + 1);
    this.#refused = false;
  }

  /** Checks that the answer is in the journal: after our ACK the terminal forgets it. */
  #checkAcknowledgement(): void {
    if (!holdsWholeFrame(this.#received)) this.rules.violation('an answer that was damaged is acknowledged');
    const paymentId = this.rules.lastCharge()?.paymentId;
    const record = paymentId && this.rules.recordOf(paymentId);
    // A duplicate charges nothing, so its answer may be lost.
    if (
      !record ||
      isDuplicate(record.request) ||
      !openStates.includes(record.state) ||
      this.rules.isDoubtful(record)
    )
      return;
    this.rules.violation(`the answer for ${paymentId} is acknowledged while its record says ${record.state}`);
  }
}

/** STX, body, ETX and the right LRC, at any position. */
const holdsWholeFrame = (received: readonly number[]): boolean =>
  received.some((byte, start) => {
    const end = received.indexOf(ETX, start);
    if (byte !== STX || end < 0) return false;
    return received.slice(start + 1, end + 1).reduce((sum, each) => sum ^ each, 0) === received[end + 1];
  });
