import type { AnswerOrigin, EndOfSession } from './dialect.ts';

/**
 * An answer with all required fields counts as ended after this silence. A ticket may still follow after 250 to 300 ms
 * (concert.md 3.1).
 */
export const quietMs = 300;
/**
 * An answer of whole fields that lacks a required field counts as ended after this silence. This wait is longer, because
 * the rest is probably in the next segment.
 */
export const quietWhileLackingMs = 3000;

type Waiting = NetworkExchangeState & { at: 'waiting' };

const stay = (state: NetworkExchangeState, ...effects: NetworkExchangeEffect[]): NetworkExchangeStep => ({
  state,
  effects,
});

const finish = (how: EndOfSession, ...before: NetworkExchangeEffect[]): NetworkExchangeStep => ({
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
 * One exchange with a terminal over TCP, till side, as a pure function. Safety rules: the request is sent only once, with
 * the journal's permission. After the request, a timeout or a lost connection is an unknown outcome. An exchange that has
 * timed out keeps listening, because the answer may still come. `customerMs`: maximum time for the answer.
 */
export function stepNetworkExchange(
  state: NetworkExchangeState,
  event: NetworkExchangeEvent,
  customerMs: number,
): NetworkExchangeStep {
  switch (state.at) {
    case 'connecting':
      return stepConnecting(state, event);
    case 'permission':
      return stepPermission(state, event, customerMs);
    case 'sending':
      return stepSending(state, event, customerMs);
    case 'waiting':
      return stepWaiting(state, event);
    case 'storing':
      return stepStoring(state, event);
    case 'over':
      return stay(state);
    default:
      return state satisfies never;
  }
}

function stepConnecting(state: NetworkExchangeState, event: NetworkExchangeEvent): NetworkExchangeStep {
  switch (event.kind) {
    case 'connected':
      return stay({ at: 'permission' }, { kind: 'ask-permission' });
    case 'heard':
      return hearEarly(state, event.reading);
    case 'not-connected':
    case 'closed':
      return finish('lost-before-frame');
    case 'abandon':
      return finish('abandoned');
    default:
      return stay(state);
  }
}

/** Bytes before the request belong to an earlier payment's answer. Its rest would be read as the answer to this request. */
const hearEarly = (state: NetworkExchangeState, reading: Reading): NetworkExchangeStep =>
  reading === 'nothing' ? stay(state) : finish('line-busy');

function stepPermission(
  state: NetworkExchangeState,
  event: NetworkExchangeEvent,
  customerMs: number,
): NetworkExchangeStep {
  switch (event.kind) {
    case 'permission-granted':
      return stay({ at: 'sending' }, { kind: 'send' }, { kind: 'arm-customer', ms: customerMs });
    case 'permission-refused':
      return finish('not-permitted');
    case 'heard':
      return hearEarly(state, event.reading);
    case 'closed':
      return finish('lost-before-frame');
    case 'abandon':
      return finish('abandoned');
    default:
      return stay(state);
  }
}

/** From here on the terminal may have the request. */
function stepSending(
  state: NetworkExchangeState,
  event: NetworkExchangeEvent,
  customerMs: number,
): NetworkExchangeStep {
  switch (event.kind) {
    case 'sent':
      return stay(
        { at: 'waiting', ...nothingHeard, isEarly: false },
        { kind: 'accepted' },
        { kind: 'arm-customer', ms: customerMs },
      );
    case 'heard':
      if (event.reading === 'nothing') return stay(state);
      // What comes before the connection has taken the request may be an earlier payment's answer, or its rest.
      return startWaiting(
        onReading({ at: 'waiting', ...nothingHeard, isEarly: true }, event.reading),
        customerMs,
      );
    case 'send-failed':
    case 'closed':
      return finish('lost-after-frame');
    case 'customer-timer':
      // The connection takes no bytes. Part of the request may have been sent.
      return finish('overdue');
    default:
      return stay(state);
  }
}

const nothingHeard = { reading: 'nothing', expired: false, overtime: false } as const;

const startWaiting = ({ state, effects }: NetworkExchangeStep, customerMs: number): NetworkExchangeStep => ({
  state,
  effects: [{ kind: 'accepted' }, { kind: 'arm-customer', ms: customerMs }, ...effects],
});

function onReading(state: Waiting, reading: Reading): NetworkExchangeStep {
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
      // Also after a whole answer: what came may contradict it. The pieces in which an answer comes never change its meaning.
      return state.expired ? finish('overdue') : finish('answer-broken');
    default:
      return reading satisfies never;
  }
}

function stepWaiting(state: Waiting, event: NetworkExchangeEvent): NetworkExchangeStep {
  const isWhole = state.reading === 'complete' || state.reading === 'enough';
  switch (event.kind) {
    case 'heard':
      return onReading(state, event.reading);
    case 'quiet':
      return isWhole ? storeAnswer(state) : stay(state);
    case 'closed':
      if (isWhole) return storeAnswer(state);
      return state.reading === 'incomplete' ? finish('answer-broken') : finish('lost-after-frame');
    case 'customer-timer':
      // A whole answer has arrived, and normally the quiet timer ends the wait. If bytes keep coming, it never fires, and
      // the customer timer ends the wait.
      if (isWhole && state.overtime) return storeAnswer(state);
      if (isWhole)
        return stay({ ...state, overtime: true }, { kind: 'arm-customer', ms: quietWhileLackingMs });
      return stay({ ...state, expired: true }, { kind: 'ended', how: 'overdue' });
    default:
      return stay(state);
  }
}

const storeAnswer = ({ expired, isEarly }: Waiting): NetworkExchangeStep =>
  stay(
    { at: 'storing', expired },
    { kind: 'disarm-quiet' },
    { kind: 'disarm-customer' },
    { kind: 'answer', origin: expired ? 'unasked' : isEarly ? 'collision' : 'awaited' },
  );

function stepStoring(
  state: NetworkExchangeState & { at: 'storing' },
  event: NetworkExchangeEvent,
): NetworkExchangeStep {
  // An expired exchange has already reported its end; the caller ignores this second report.
  if (event.kind === 'kept') return finish(state.expired ? 'overdue' : 'answered');
  if (event.kind === 'not-kept') return finish(state.expired ? 'overdue' : 'answer-broken');
  return stay(state);
}

/**
 * How complete the received answer is. `nothing`: at most blanks and line ends have come. `incomplete`: it ends inside a
 * field. `complete`: no field is cut, except perhaps a ticket, but a required field or the end of a ticket is missing.
 * `enough`: nothing is missing. After both, more fields may follow. `broken`: more bytes cannot correct the answer.
 */
export type Reading = 'nothing' | 'incomplete' | 'complete' | 'enough' | 'broken';

/** One request and one answer on its own connection (Caisse-AP over TCP, concert.md 3.1). */
export type NetworkExchangeState =
  | { readonly at: 'connecting' }
  /** Connected; the journal must allow the request. */
  | { readonly at: 'permission' }
  /** The request is being handed to the connection. */
  | { readonly at: 'sending' }
  /** The customer pays. */
  | {
      readonly at: 'waiting';
      readonly reading: Reading;
      /** True after the customer's time: the exchange has reported `overdue`, and listens for a late answer. */
      readonly expired: boolean;
      /** True after the customer's time, while the rest of an answer may still come. */
      readonly overtime: boolean;
      /** True: bytes came before the connection had taken the request. */
      readonly isEarly: boolean;
    }
  /** An answer has come; the journal must store it. */
  | { readonly at: 'storing'; readonly expired: boolean }
  | { readonly at: 'over' };

export type NetworkExchangeEvent =
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

export type NetworkExchangeEffect =
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

export interface NetworkExchangeStep {
  readonly state: NetworkExchangeState;
  readonly effects: readonly NetworkExchangeEffect[];
}
