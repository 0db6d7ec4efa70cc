import type { AnswerOrigin, EndOfSession } from './dialect.ts';

/** An answer that has everything may still bring its ticket (idle 250 to 300 ms in the field, concert.md 3.1). */
export const quietMs = 300;
/** An answer whose tags are whole but that lacks what it must say is most likely cut between two segments. */
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
 * One call to a terminal on TCP, till side, as a pure function. Rules it keeps: the request goes out once, with the
 * journal's permission, and never again; a time-out or a lost connection after that is an unknown outcome; a call that
 * is given up keeps listening, for the answer may still come.
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
      // A terminal that speaks before it was asked has nothing to say of this payment.
      return stay(state);
  }
}

/** From here on nobody can say that the terminal does not have the request. */
function stepSending(state: CallState, event: CallEvent, customerMs: number): CallStep {
  switch (event.kind) {
    case 'sent':
      return stay(
        { at: 'waiting', reading: 'nothing', expired: false },
        { kind: 'accepted' },
        { kind: 'arm-customer', ms: customerMs },
      );
    case 'heard':
      // The answer overtook the connection's own word that it took the request.
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
      // Rubbish behind a whole answer does not unmake it.
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
      // What has begun to arrive is waited for: the quiet timer ends it, or this one again if the rest stays away.
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
  // A late answer's call has told its end already; who runs the call ends it once.
  if (event.kind === 'kept') return over(state.expired ? 'overdue' : 'answered');
  if (event.kind === 'not-kept') return over(state.expired ? 'overdue' : 'answer-broken');
  return stay(state);
}

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
