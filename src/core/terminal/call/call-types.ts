import type { AnswerOrigin, EndOfSession } from '../exchange-end.ts';

/**
 * What the bytes so far amount to. `complete`: every tag is whole, more may follow. `enough`: it also has everything an
 * answer must have. `broken`: no more bytes can mend it.
 */
export type Reading = 'nothing' | 'incomplete' | 'complete' | 'enough' | 'broken';

/** One request, one answer, on a connection of its own (Caisse-AP over TCP, concert.md 3.1). */
export type CallState =
  | { readonly at: 'connecting' }
  /** Connected; the journal has to say that the request may go. */
  | { readonly at: 'permission' }
  /** The request is being handed to the connection. */
  | { readonly at: 'sending' }
  /** The customer's turn. */
  | { readonly at: 'waiting'; readonly reading: Reading; readonly expired: boolean }
  /** An answer is here; the journal has to keep it. */
  | { readonly at: 'holding'; readonly expired: boolean }
  | { readonly at: 'over' };

export type CallEvent =
  | { readonly kind: 'connected' }
  | { readonly kind: 'not-connected' }
  | { readonly kind: 'permission-granted' }
  | { readonly kind: 'permission-refused' }
  /** The connection has taken the whole request. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'send-failed' }
  | { readonly kind: 'heard'; readonly reading: Reading }
  /** Nothing was heard for as long as was asked. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'customer-timer' }
  /** The answer is kept, or cannot be. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'not-kept' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'closed' };

export type CallEffect =
  | { readonly kind: 'ask-permission' }
  | { readonly kind: 'send' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'arm-quiet'; readonly ms: number }
  | { readonly kind: 'disarm-quiet' }
  | { readonly kind: 'arm-customer'; readonly ms: number }
  | { readonly kind: 'disarm-customer' }
  /** Keep what was read. */
  | { readonly kind: 'answer'; readonly origin: AnswerOrigin }
  | { readonly kind: 'close' }
  | { readonly kind: 'ended'; readonly how: EndOfSession };

export interface CallStep {
  readonly state: CallState;
  readonly effects: readonly CallEffect[];
}
