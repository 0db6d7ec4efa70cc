import type { TwinLanguage, TwinRequest } from './twin-language.ts';
import { lineOf, markLastAnswered, resultOf, type TwinLedgerLine } from './twin-ledger.ts';
import type { TwinScript } from './twin-script.ts';

// The simulator has its own code for frames and languages, written from the specification and not shared with the
// connector: an error in one must not hide an error in the other.

export const STX = 2;
export const ETX = 3;
export const EOT = 4;
export const ENQ = 5;
export const ACK = 6;
export const NAK = 21;

export function frameOf(body: string, wrongLrc: boolean): Uint8Array {
  const inner = [...body].map((letter) => letter.charCodeAt(0)).concat(ETX);
  const check = inner.reduce((sum, byte) => sum ^ byte, 0);
  return Uint8Array.from([STX, ...inner, wrongLrc ? check ^ 1 : check]);
}

/**
 * Reads a frame at the start of the bytes: its body, or `bad` for a wrong LRC. Undefined if the frame is incomplete.
 */
export function takeFrame(bytes: readonly number[]): { body: string | 'bad'; length: number } | undefined {
  const end = bytes.indexOf(ETX);
  if (end < 0 || bytes.length < end + 2) return undefined;
  const inner = bytes.slice(1, end + 1);
  const check = inner.reduce((sum, byte) => sum ^ byte, 0);
  const body = String.fromCharCode(...inner.slice(0, -1));
  return { body: check === bytes[end + 1] ? body : 'bad', length: end + 2 };
}

/** A script, and the language of the terminal. */
export interface TwinRules extends TwinScript {
  readonly language: TwinLanguage;
}

type Mode =
  /** Nothing runs. */
  | 'idle'
  /** The terminal has sent ACK to the till's ENQ and waits for the till's frame. */
  | 'listening'
  /** The terminal has accepted the frame and waits for the till's EOT. */
  | 'taken'
  | 'customer'
  /** The terminal has sent ENQ and waits for the till's ACK. */
  | 'calling'
  /** The terminal waits before it sends ENQ again. */
  | 'pausing'
  /** The terminal has sent its answer and waits for the till's ACK. */
  | 'answering'
  | 'silent';

export interface TwinState {
  readonly mode: Mode;
  readonly bytes: readonly number[];
  readonly asked?: TwinRequest;
  /** The request, unchanged. */
  readonly body?: string;
  readonly answer?: string;
  readonly calls: number;
  readonly resends: number;
  readonly wrongLrcsLeft: number;
  readonly naksLeft: number;
  readonly repeatsLeft: number;
  /** The answer whose ACK the terminal did not hear, while the script keeps it. */
  readonly kept?: string;
  /** The next ACK of an answer is not heard. */
  readonly missesAck: boolean;
  /** The terminal sends the kept answer; then the customer pays. */
  readonly customerFollows: boolean;
  readonly ledger: readonly TwinLedgerLine[];
}

export type TwinEffect =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'arm'; readonly ms: number }
  | { readonly kind: 'disarm' }
  | { readonly kind: 'unplug' };

export type TwinEvent = { readonly kind: 'byte'; readonly byte: number } | { readonly kind: 'timer' };

/** Limit for the till's next byte, and pause between two calls of the terminal (concert.md 1.4, 1.5). */
const byteLimitMs = 3000;
const pauseMs = 1000;
/** Maximum number of calls, and of resends, of one answer. */
const maxCalls = 3;
/** Time for an answer without a customer. */
const atOnceMs = 50;

export const newTwin = (script: TwinScript, ledger: readonly TwinLedgerLine[] = []): TwinState => ({
  mode: 'idle',
  bytes: [],
  calls: 0,
  resends: 0,
  wrongLrcsLeft: script.wrongLrcs,
  naksLeft: script.naks,
  repeatsLeft: script.answersTwice ? 1 : 0,
  missesAck: script.keepsFirstAnswer,
  customerFollows: false,
  ledger,
});

interface TwinStep {
  readonly state: TwinState;
  readonly effects: readonly TwinEffect[];
}

/**
 * The terminal's side of Concert's link layer, in any language, as a pure function. A payment is entered in the ledger
 * even if the till never gets the answer.
 */
export function stepTwin(state: TwinState, event: TwinEvent, script: TwinRules): TwinStep {
  if (state.mode === 'silent') return { state, effects: [] };
  return event.kind === 'timer' ? onTimer(state, script) : onByte(state, event.byte, script);
}

const writeEffect = (bytes: Uint8Array | number): TwinEffect => ({
  kind: 'write',
  bytes: typeof bytes === 'number' ? Uint8Array.of(bytes) : bytes,
});

/** Makes one of the ten steps. The script may silence the terminal before this step, or pull the cable after it. */
function makeStep(step: number, script: TwinRules, state: TwinState, ...effects: TwinEffect[]): TwinStep {
  if (script.silentAt !== undefined && step >= script.silentAt) {
    return { state: { ...state, mode: 'silent', bytes: [] }, effects: [{ kind: 'disarm' }] };
  }
  if (script.unplugAt === step) {
    return { state: { ...state, mode: 'silent', bytes: [] }, effects: [...effects, { kind: 'unplug' }] };
  }
  return { state, effects };
}

function onByte(state: TwinState, byte: number, script: TwinRules): TwinStep {
  if (state.bytes.length > 0 || (byte === STX && (state.mode === 'listening' || state.mode === 'taken'))) {
    return onFrameByte({ ...state, bytes: [...state.bytes, byte] }, script);
  }
  switch (state.mode) {
    case 'idle':
      return byte === ENQ ? onEnquiry(state, script) : { state, effects: [] };
    case 'listening':
      if (byte === ENQ) return onEnquiry(state, script);
      return byte === EOT
        ? { state: { ...state, mode: 'idle' }, effects: [{ kind: 'disarm' }] }
        : { state, effects: [] };
    case 'taken':
      return byte === EOT ? startCustomer(state, script, 5) : { state, effects: [] };
    case 'customer':
      // A customer is paying, so a new request gets NAK.
      return byte === ENQ ? { state, effects: [writeEffect(NAK)] } : { state, effects: [] };
    case 'calling':
      return byte === ACK ? sendAnswer(state, script) : { state, effects: [] };
    case 'answering':
      return onAnswerReply(state, byte, script);
    default:
      return { state, effects: [] };
  }
}

function onEnquiry(state: TwinState, script: TwinRules): TwinStep {
  if (script.notReady) return { state, effects: [writeEffect(NAK)] };
  const received = makeStep(1, script, state);
  if (received.state.mode === 'silent') return received;
  return makeStep(2, script, { ...state, mode: 'listening', resends: 0 }, writeEffect(ACK), {
    kind: 'arm',
    ms: byteLimitMs,
  });
}

function onFrameByte(state: TwinState, script: TwinRules): TwinStep {
  const frame = takeFrame(state.bytes);
  if (!frame) return { state, effects: [] };
  const received = makeStep(3, script, { ...state, bytes: [] });
  if (received.state.mode === 'silent') return received;
  const { body } = frame;
  const asked = body === 'bad' ? undefined : script.language.read(body, script);
  if (!asked || state.naksLeft > 0) {
    return {
      state: { ...received.state, naksLeft: Math.max(0, state.naksLeft - 1) },
      effects: [writeEffect(NAK)],
    };
  }
  return makeStep(4, script, { ...received.state, mode: 'taken', asked, body }, writeEffect(ACK), {
    kind: 'arm',
    ms: byteLimitMs,
  });
}

function startCustomer(state: TwinState, script: TwinRules, step: number): TwinStep {
  // A request that moves no money needs no customer.
  const { asked, kept, ...rest } = state;
  if (kept !== undefined)
    return callTill(
      { ...rest, ...(asked && { asked }), answer: kept, calls: 0, customerFollows: true },
      script,
    );
  const needsNoCustomer = asked?.refusal !== undefined || asked?.operation === 'identification';
  const ms = needsNoCustomer ? atOnceMs : script.customerMs;
  return makeStep(step, script, { ...state, mode: 'customer' }, { kind: 'arm', ms });
}

function onTimer(state: TwinState, script: TwinRules): TwinStep {
  switch (state.mode) {
    case 'listening':
      return { state: { ...state, mode: 'idle', bytes: [] }, effects: [] };
    case 'taken':
      // The till's EOT is missing; the payment goes on.
      return startCustomer(state, script, 5);
    case 'customer':
      return decide(state, script);
    case 'pausing':
      return callTill(state, script);
    case 'calling':
    case 'answering':
      if (state.calls >= maxCalls) return { state: { ...state, mode: 'idle' }, effects: [writeEffect(EOT)] };
      return {
        state: { ...state, mode: 'pausing' },
        effects: [writeEffect(EOT), { kind: 'arm', ms: pauseMs }],
      };
    default:
      return { state, effects: [] };
  }
}

/**
 * Enters the customer's payment or refusal in the ledger, whether or not the till gets the answer, and calls the till.
 */
function decide(state: TwinState, script: TwinRules): TwinStep {
  const { asked, body = '', ledger } = state;
  if (!asked) return { state: { ...state, mode: 'idle' }, effects: [] };
  const line = lineOf(asked, script, ledger);
  const answer = script.language.answer(body, resultOf(asked, line, script), script);
  return callTill({ ...state, answer, calls: 0, ledger: line ? [...ledger, line] : ledger }, script);
}

function callTill(state: TwinState, script: TwinRules): TwinStep {
  const calling = { ...state, mode: 'calling', calls: state.calls + 1, resends: 0 } as const;
  return makeStep(6, script, calling, writeEffect(ENQ), { kind: 'arm', ms: byteLimitMs });
}

function sendAnswer(state: TwinState, script: TwinRules): TwinStep {
  const received = makeStep(7, script, state);
  if (received.state.mode === 'silent') return received;
  const hasWrongLrc = state.wrongLrcsLeft > 0;
  const sent = { ...state, mode: 'answering', wrongLrcsLeft: Math.max(0, state.wrongLrcsLeft - 1) } as const;
  const frame = frameOf(state.answer ?? '', hasWrongLrc);
  if (script.halfAnswer) {
    const half = frame.slice(0, frame.length / 2);
    return { state: { ...sent, mode: 'silent' }, effects: [writeEffect(half), { kind: 'disarm' }] };
  }
  return makeStep(8, script, sent, writeEffect(frame), { kind: 'arm', ms: byteLimitMs });
}

function onAnswerReply(state: TwinState, byte: number, script: TwinRules): TwinStep {
  if (byte === NAK && state.resends < maxCalls)
    return sendAnswer({ ...state, resends: state.resends + 1 }, script);
  if (byte !== ACK) return { state, effects: [] };
  const { answer } = state;
  if (state.missesAck && answer !== undefined)
    return {
      state: { ...state, mode: 'idle', missesAck: false, kept: answer },
      effects: [{ kind: 'disarm' }],
    };
  if (state.customerFollows)
    return {
      state: { ...acknowledged(state), mode: 'customer', customerFollows: false },
      effects: [writeEffect(EOT), { kind: 'arm', ms: script.customerMs }],
    };
  const received = makeStep(9, script, acknowledged(state));
  if (received.state.mode === 'silent') return received;
  if (state.repeatsLeft > 0) {
    const beforeRepeat = {
      ...received.state,
      mode: 'pausing',
      calls: 0,
      repeatsLeft: state.repeatsLeft - 1,
    } as const;
    return { state: beforeRepeat, effects: [writeEffect(EOT), { kind: 'arm', ms: pauseMs }] };
  }
  const end = script.sendsNoEnd ? [] : [writeEffect(EOT)];
  return makeStep(10, script, { ...received.state, mode: 'idle' }, { kind: 'disarm' }, ...end);
}

const acknowledged = (state: TwinState): TwinState => ({ ...state, ledger: markLastAnswered(state.ledger) });
