import type { AnswerReader } from '../dialect.ts';
import { ticketTag } from './tickets.ts';
import { readTlv } from './tlv.ts';

/** An answer has some 100 bytes, with tickets up to some 2000. */
const longestAnswer = 16_384;

/**
 * Collects an answer from a TCP connection, where nothing shows its end and any segment may stop anywhere (concert.md
 * 3.1). Whole fields so far are `complete`; the caller waits for silence or the connection's end, since more may follow.
 */
export class CaisseApAnswerReader implements AnswerReader {
  #text = '';
  #broken = false;
  #begun = false;
  /** Everything before it is whole fields. */
  #place = 0;
  #ticketDue = false;

  get text(): string {
    return this.#text;
  }

  /** Everything but the end of a ticket is here. */
  get ticketDue(): boolean {
    return this.#ticketDue;
  }

  push(bytes: Uint8Array): 'incomplete' | 'complete' | 'broken' {
    if (this.#broken || this.#text.length + bytes.length > longestAnswer) {
      this.#broken = true;
      return 'broken';
    }
    // One character a byte: lengths count bytes, and what is no ASCII is in no field that is read.
    for (const byte of bytes) this.#text += String.fromCharCode(byte);
    return this.#state();
  }

  #state(): 'incomplete' | 'complete' | 'broken' {
    const reading = readTlv(this.#text, this.#place);
    const [first] = reading.fields;
    const rightBegin = this.#begun || (first ? first.tag === 'CZ' : 'CZ'.startsWith(this.#text.slice(0, 2)));
    this.#broken = reading.state === 'broken' || !rightBegin;
    if (this.#broken) return 'broken';
    this.#begun ||= first !== undefined;
    this.#place = reading.place;
    this.#ticketDue = reading.state === 'incomplete' && reading.cut?.tag === ticketTag;
    const whole = reading.state === 'complete' && this.#begun;
    return whole || this.#ticketDue ? 'complete' : 'incomplete';
  }
}
