// If the terminal does not hear our ACK, it keeps its answer and may send it again as the answer to the next request. Two
// answers for the same amount have the same bytes, if the terminal does not repeat the digits of a request (decision 0066).

/** What is known of the terminal's last answer that was acknowledged. */
export interface LastAnswer {
  /** The answer, while it is not known whether the terminal heard our ACK. `none`: no answer came yet. */
  readonly unconfirmed: string | 'none' | undefined;
  /** Number of answers in a row without their EOT. */
  readonly endsMissing: number;
  /** True if the terminal has sent an EOT after our ACK before. */
  readonly endSeen: boolean;
}

export const noLastAnswer: LastAnswer = { unconfirmed: 'none', endsMissing: 0, endSeen: false };

/** An EOT that comes later after our ACK does not follow it: the terminal has given up waiting for our ACK. */
const promptEndMs = 1000;
/** No customer has presented a card and paid so soon after the first byte of the request. A terminal refuses at once. */
const soonestAnswerMs = 1500;
/** A terminal without an EOT after so many answers never sends one. The second: of a terminal that has sent one before. */
const [provenMissing, provenMissingAfterEnd] = [2, 5];

/** An answer was stored, and our ACK follows. `isRepeat`: it is certainly the last answer again. */
export const afterAnswer = (last: LastAnswer, body: string, isRepeat = false): LastAnswer => ({
  ...last,
  unconfirmed: body,
  // A terminal that repeats its answer did not hear the ACK: a missing EOT says nothing about its habits.
  endsMissing: isRepeat ? 1 : last.endsMissing + 1,
});

/** The terminal sends EOT, at this time after our ACK of this answer. */
export const afterEnd = (last: LastAnswer, body: string, sinceAckMs: number): LastAnswer =>
  body !== last.unconfirmed || sinceAckMs > promptEndMs
    ? last
    : { unconfirmed: undefined, endsMissing: 0, endSeen: true };

const neverSendsEnd = ({ endsMissing, endSeen }: LastAnswer): boolean =>
  endsMissing >= (endSeen ? provenMissingAfterEnd : provenMissing);

/** How an answer with these bytes relates to the last one. */
export type Novelty =
  /** It is not the last answer again. */
  | 'new'
  /** It is the last answer again. */
  | 'repeat'
  /** It may be the last answer again. */
  | 'perhaps-repeat'
  /** It is the first answer, and an acceptance that came too soon for a customer. Only the journal knows the one before. */
  | 'first';

/** Our request that an answer follows. */
export interface AnsweredRequest {
  /** Time from the first byte of the request to the first byte of the answer's transmission. */
  readonly sinceMs: number;
  /** True if the answer says that the payment is accepted. */
  readonly isAccepted: boolean;
}

/**
 * Compares an answer with the last one.
 *
 * @param request undefined: the answer came without a request
 */
export function noveltyOf(last: LastAnswer, body: string, request?: AnsweredRequest): Novelty {
  const isTooSoon = request?.isAccepted === true && request.sinceMs < soonestAnswerMs;
  if (last.unconfirmed === 'none') return isTooSoon ? 'first' : 'new';
  if (last.unconfirmed !== body) return 'new';
  if (isTooSoon) return 'repeat';
  if (neverSendsEnd(last)) return 'new';
  return request === undefined ? 'repeat' : 'perhaps-repeat';
}
