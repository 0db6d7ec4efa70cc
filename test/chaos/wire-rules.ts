import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { isIdentification } from './call-rules.ts';
import { isDuplicate } from './operations.ts';
import type { Charge } from './terminal.ts';

const STX = 2;
const ETX = 3;
const ENQ = 5;
const ACK = 6;
const NAK = 0x15;

/** States of a record that has not come to its end. */
export const openStates: readonly string[] = ['intended', 'sending', 'waiting'];

interface Rules {
  /** What is on the disk at this moment. */
  recordOf(paymentId: string): PaymentRecord | undefined;
  lastCharge(): Charge | undefined;
  amountOnWire(record: PaymentRecord): string;
  /** Another payment of the same amount has no known end, or dates do not tell which was last: whose is the answer? */
  doubtful(record: PaymentRecord): boolean;
  violation(text: string): void;
}

/** The rules that only the line shows: write, then act; again only after a NAK; journal, then acknowledge. */
export class WireRules {
  /** The payment whose record said `sending` last: a request on the line is its. */
  sending: string | undefined;
  #requestsOf = new Map<string, number>();
  /** A NAK has reached the till since its last request. */
  #refused = false;
  /** An answer has reached the till, and the till has not said anything since. */
  #answerHeard = false;
  /** All that has reached the till since it last spoke. */
  #heard: number[] = [];

  constructor(private readonly rules: Rules) {}

  /** The till puts this on the line. */
  said(bytes: Uint8Array): void {
    if (bytes[0] === ACK && this.#answerHeard) this.#acknowledging();
    this.#answerHeard = false;
    this.#heard = [];
    if (bytes.length > 1) this.#requesting(new TextDecoder().decode(bytes));
  }

  /** This has reached the till. */
  heard(bytes: Uint8Array): void {
    this.#refused ||= bytes.includes(NAK);
    this.#heard.push(...bytes);
    if (bytes.includes(ETX)) this.#answerHeard = true;
    else if (bytes.includes(ENQ)) this.#answerHeard = false;
  }

  #requesting(frame: string): void {
    const { violation, recordOf } = this.rules;
    if (isIdentification(frame)) {
      if (frame.includes('CB0')) violation('the question who the terminal is has an amount');
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

  /** A terminal that has our ACK forgets its answer. */
  #acknowledging(): void {
    if (!holdsWholeFrame(this.#heard)) this.rules.violation('an answer that was damaged is acknowledged');
    const paymentId = this.rules.lastCharge()?.paymentId;
    const record = paymentId && this.rules.recordOf(paymentId);
    // A duplicate moved nothing, so nothing is lost with its answer.
    if (
      !record ||
      isDuplicate(record.request) ||
      !openStates.includes(record.state) ||
      this.rules.doubtful(record)
    )
      return;
    this.rules.violation(`the answer for ${paymentId} is acknowledged while its record says ${record.state}`);
  }
}

/** One STX, body, ETX and the LRC that belongs to it, wherever it begins. */
const holdsWholeFrame = (heard: readonly number[]): boolean =>
  heard.some((byte, start) => {
    const end = heard.indexOf(ETX, start);
    if (byte !== STX || end < 0) return false;
    return heard.slice(start + 1, end + 1).reduce((sum, each) => sum ^ each, 0) === heard[end + 1];
  });
