import type { AnswerReader } from '../dialect.ts';
import { ticketTag } from './tickets.ts';
import { isSurplus, readTlv } from './tlv.ts';

/** An answer has about 100 bytes, with tickets up to about 2000. */
const longestAnswer = 16_384;

/**
 * Collects an answer from a TCP connection. Nothing marks the end of an answer there, and a segment may stop anywhere
 * (concert.md 3.1). `complete` means that all fields so far are whole; more may follow, so the caller waits for silence
 * or for the end of the connection.
 */
export class CaisseApAnswerReader implements AnswerReader {
  #text = '';
  #broken = false;
  #begun = false;
  /** All text before this index consists of whole fields, which are not read again. */
  #place = 0;
  #ticketDue = false;

  get text(): string {
    return this.#text;
  }

  /** True if only the end of a ticket is missing. */
  get ticketDue(): boolean {
    return this.#ticketDue;
  }

  push(bytes: Uint8Array): 'incomplete' | 'complete' | 'broken' {
    if (this.#broken || this.#text.length + bytes.length > longestAnswer) {
      this.#broken = true;
      return 'broken';
    }
    // One character per byte: field lengths count bytes. A byte that is not ASCII cannot be part of a field that is
    // read.
    for (const byte of bytes) this.#text += String.fromCharCode(byte);
    return this.#state();
  }

  #state(): 'incomplete' | 'complete' | 'broken' {
    const reading = readTlv(this.#text, this.#place);
    const [first] = reading.fields;
    const { place } = reading;
    const beginsAsAnswer =
      this.#begun || (first ? first.tag === 'CZ' : 'CZ'.startsWith(this.#text.slice(place, place + 2)));
    this.#begun ||= first !== undefined;
    const surplus = reading.state === 'broken' && this.#begun && isSurplus(this.#text.slice(place));
    this.#broken = (reading.state === 'broken' && !surplus) || !beginsAsAnswer;
    if (this.#broken) return 'broken';
    this.#place = place;
    this.#ticketDue = reading.state === 'incomplete' && reading.cut?.tag === ticketTag;
    const whole = surplus || (reading.state === 'complete' && this.#begun);
    return whole || this.#ticketDue ? 'complete' : 'incomplete';
  }
}
