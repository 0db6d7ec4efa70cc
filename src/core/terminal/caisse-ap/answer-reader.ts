import type { AnswerReader } from '../dialect.ts';
import { ticketTag } from './tickets.ts';
import { isSurplus, readTlv } from './tlv.ts';

/** Maximum length of an answer, bytes. An answer has about 100 bytes, with tickets up to about 2000. */
const maxLength = 16_384;

/**
 * Collects an answer from a TCP connection. Nothing marks the end of an answer there, and a segment may stop anywhere
 * (concert.md 3.1). `complete` means that all fields so far are whole; more may follow, so the caller waits for silence
 * or for the end of the connection.
 */
export class CaisseApAnswerReader implements AnswerReader {
  #text = '';
  #isBroken = false;
  #hasBegun = false;
  /** All text before this index consists of whole fields, which are not read again. */
  #place = 0;
  #ticketDue = false;

  get text(): string {
    return this.#text;
  }

  /** True if the answer is `complete` except for the end of a ticket. */
  get isTicketUnfinished(): boolean {
    return this.#ticketDue;
  }

  push(bytes: Uint8Array): 'incomplete' | 'complete' | 'broken' {
    if (this.#isBroken || this.#text.length + bytes.length > maxLength) {
      this.#isBroken = true;
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
      this.#hasBegun || (first ? first.tag === 'CZ' : 'CZ'.startsWith(this.#text.slice(place, place + 2)));
    this.#hasBegun ||= first !== undefined;
    const hasSurplus = reading.state === 'broken' && this.#hasBegun && isSurplus(this.#text.slice(place));
    this.#isBroken = (reading.state === 'broken' && !hasSurplus) || !beginsAsAnswer;
    if (this.#isBroken) return 'broken';
    this.#place = place;
    this.#ticketDue = reading.state === 'incomplete' && reading.cut?.tag === ticketTag;
    const isWhole = hasSurplus || (reading.state === 'complete' && this.#hasBegun);
    return isWhole || this.#ticketDue ? 'complete' : 'incomplete';
  }
}
