import type { AnswerOrigin, EndOfSession } from './dialect.ts';

/** Silence that ends a whole answer, ms. A ticket may still follow after 250 to 300 ms (concert.md 3.1). */
export const quietMs = 300;
/**
 * Silence that ends an answer with whole tags but without a required field, ms: it is probably cut between two
 * segments.
 */
export const quietWhileLackingMs = 3000;

type Waiting = CallState & { at: 'waiting' };

const stay = (state: CallState, ...effects: CallEffect[]): CallStep => ({ state, effects });

const over = (how: EndOfSession, ...before: CallEffect[]): CallStep => ({
  state: { at: 'over' },
  effects: [
    ...before,
    { kind: 'disarm-quiet' },
    { kind: 'disarm-customer' },
    { kind: 'close' },
    { kind: 'ended', how },
  ],
});

/**
 * One exchange with a terminal over TCP, till side, as a pure function. Safety rules: the request is sent once, with
 * the journal's permission, and never again; a timeout or a lost connection after that is an unknown outcome; an
 * exchange that has timed out keeps listening, because the answer may still come.
 */
export function stepCall(state: CallState, event: CallEvent, customerMs: number): CallStep {
  switch (state.at) {
    case 'connecting':
      return stepConnecting(state, event);
    case 'permission':
      return stepPermission(state, event);
    case 'sending':
      return stepSending(state, event, customerMs);
    case 'waiting':
      return stepWaiting(state, event);
    case 'storing':
      return stepHolding(state, event);
    case 'over':
      return stay(state);
    default:
      return state satisfies never;
  }
}

function stepConnecting(state: CallState, event: CallEvent): CallStep {
  switch (event.kind) {
    case 'connected':
      return stay({ at: 'permission' }, { kind: 'ask-permission' });
    case 'not-connected':
    case 'closed':
      return over('lost-before-frame');
    case 'abandon':
      return over('abandoned');
    default:
      return stay(state);
  }
}

function stepPermission(state: CallState, event: CallEvent): CallStep {
  switch (event.kind) {
    case 'permission-granted':
      return stay({ at: 'sending' }, { kind: 'send' });
    case 'permission-refused':
      return over('not-permitted');
    case 'closed':
      return over('lost-before-frame');
    case 'abandon':
      return over('abandoned');
    default:
      // A message before the request cannot belong to this payment.
      return stay(state);
  }
}

/** From here on the terminal may have the request. */
function stepSending(state: CallState, event: CallEvent, customerMs: number): CallStep {
  switch (event.kind) {
    case 'sent':
      return stay(
        { at: 'waiting', reading: 'nothing', expired: false },
        { kind: 'accepted' },
        { kind: 'arm-customer', ms: customerMs },
      );
    case 'heard':
      // The answer came before the connection confirmed the request.
      return withAccepted(
        listen({ at: 'waiting', reading: 'nothing', expired: false }, event.reading),
        customerMs,
      );
    case 'send-failed':
    case 'closed':
      return over('lost-after-frame');
    default:
      return stay(state);
  }
}

const withAccepted = ({ state, effects }: CallStep, customerMs: number): CallStep => ({
  state,
  effects: [{ kind: 'accepted' }, { kind: 'arm-customer', ms: customerMs }, ...effects],
});

function listen(state: Waiting, reading: Reading): CallStep {
  switch (reading) {
    case 'nothing':
      return stay(state);
    case 'incomplete':
      return stay({ ...state, reading }, { kind: 'disarm-quiet' });
    case 'complete':
      return stay({ ...state, reading }, { kind: 'arm-quiet', ms: quietWhileLackingMs });
    case 'enough':
      return stay({ ...state, reading }, { kind: 'arm-quiet', ms: quietMs });
    case 'broken':
      // Invalid bytes after a whole answer do not change it.
      if (state.reading === 'enough') return hold(state);
      return state.expired ? over('overdue') : over('answer-broken');
    default:
      return reading satisfies never;
  }
}

function stepWaiting(state: Waiting, event: CallEvent): CallStep {
  const whole = state.reading === 'complete' || state.reading === 'enough';
  switch (event.kind) {
    case 'heard':
      return listen(state, event.reading);
    case 'quiet':
      return whole ? hold(state) : stay(state);
    case 'closed':
      if (whole) return hold(state);
      return state.reading === 'incomplete' ? over('answer-broken') : over('lost-after-frame');
    case 'customer-timer':
      // A part of an answer has arrived: the quiet timer ends the wait, or the customer timer again if the rest does
      // not come.
      if (whole) return stay(state, { kind: 'arm-customer', ms: quietWhileLackingMs });
      return stay({ ...state, expired: true }, { kind: 'ended', how: 'overdue' });
    default:
      return stay(state);
  }
}

const hold = ({ expired }: Waiting): CallStep =>
  stay(
    { at: 'storing', expired },
    { kind: 'disarm-quiet' },
    { kind: 'disarm-customer' },
    { kind: 'answer', origin: expired ? 'unasked' : 'awaited' },
  );

function stepHolding(state: CallState & { at: 'storing' }, event: CallEvent): CallStep {
  // A late answer's exchange has already reported its end; the caller ends it only once.
  if (event.kind === 'kept') return over(state.expired ? 'overdue' : 'answered');
  if (event.kind === 'not-kept') return over(state.expired ? 'overdue' : 'answer-broken');
  return stay(state);
}

/**
 * How much of an answer the bytes so far are. `complete`: every tag is whole, more may follow. `enough`: all required
 * fields are there too. `broken`: more bytes cannot correct it.
 */
export type Reading = 'nothing' | 'incomplete' | 'complete' | 'enough' | 'broken';

/** One request and one answer on its own connection (Caisse-AP over TCP, concert.md 3.1). */
export type CallState =
  | { readonly at: 'connecting' }
  /** Connected; the journal must permit the request. */
  | { readonly at: 'permission' }
  /** The request is being handed to the connection. */
  | { readonly at: 'sending' }
  /** The customer pays. */
  | { readonly at: 'waiting'; readonly reading: Reading; readonly expired: boolean }
  /** An answer has come; the journal must store it. */
  | { readonly at: 'storing'; readonly expired: boolean }
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
  /** No byte came for the requested time. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'customer-timer' }
  /** The answer is stored, or cannot be stored. */
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
  /** Store the answer. */
  | { readonly kind: 'answer'; readonly origin: AnswerOrigin }
  | { readonly kind: 'close' }
  | { readonly kind: 'ended'; readonly how: EndOfSession };

export interface CallStep {
  readonly state: CallState;
  readonly effects: readonly CallEffect[];
}
