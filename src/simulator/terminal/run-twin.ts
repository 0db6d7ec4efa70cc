import { newTwin, stepTwin, type TwinEvent, type TwinState } from './terminal-twin.ts';
import { concertLanguage, type TwinLanguage } from './twin-language.ts';
import type { TwinLedgerLine } from './twin-ledger.ts';
import type { TwinScript } from './twin-script.ts';

/** Number of set bits in a byte. If it is even, the byte has the same bits at 7E1 and at 8N1. */
const countSetBits = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
const hasEvenParity = (byte: number): boolean => countSetBits(byte) % 2 === 0;

/**
 * The bytes that a terminal at 7E1 accepts from a sender at 8N1: it drops bytes with a wrong parity (concert.md 1.1).
 */
export const bytesReadAtSevenEven = (bytes: Uint8Array): Uint8Array => bytes.filter(hasEvenParity);

/** The bytes that a receiver at 8N1 reads from a sender at 7E1: the parity bit becomes bit 7. */
export const bytesSentAtSevenEven = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte) => (hasEvenParity(byte) ? byte : byte | 0x80));

export interface TwinDeps {
  send(bytes: Uint8Array): void;
  unplug(): void;
  after(ms: number, callback: () => void): () => void;
}

/** A simulated terminal on one line. */
export interface RunningTwin {
  hear(bytes: Uint8Array): void;
  /** Changes the script for the next payment; a running session may end. Earlier payments stay in the ledger. */
  follow(script: TwinScript): void;
  readonly ledger: readonly TwinLedgerLine[];
  /** False during a session or while a customer pays. */
  readonly idle: boolean;
  /** Presses the red key for the customer. False: no customer pays now. */
  pressRedKey(): boolean;
  stop(): void;
}

/** Splits the bytes as the script requires: one by one, or all in one piece. */
export const piecesOf = (bytes: Uint8Array, { singleBytes }: TwinScript): Uint8Array[] =>
  singleBytes ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes];

const toPieces = (bytes: Uint8Array, script: TwinScript): Uint8Array[] =>
  piecesOf(script.otherParity ? bytesSentAtSevenEven(bytes) : bytes, script);

/** A terminal on a serial line: Concert's link layer, with any language in its frames. */
export function runTwin(
  script: TwinScript,
  deps: TwinDeps,
  language: TwinLanguage = concertLanguage,
): RunningTwin {
  let currentScript = script;
  let state: TwinState = newTwin(script);
  let stopTimer = () => {};
  let isRedKeyPressed = false;

  /** Ends the payment if the red key was pressed. Before the till's EOT, the key takes effect when the customer can pay. */
  const endByRedKey = () => {
    if (!isRedKeyPressed || state.mode !== 'customer') return;
    isRedKeyPressed = false;
    dispatch({ kind: 'timer' }, { ...currentScript, verdict: 'cancelled' });
  };
  const dispatch = (event: TwinEvent, playing = currentScript) => {
    const step = stepTwin(state, event, { ...playing, language });
    state = step.state;
    for (const effect of step.effects) {
      if (effect.kind === 'write')
        for (const piece of toPieces(effect.bytes, currentScript)) deps.send(piece);
      if (effect.kind === 'unplug') deps.unplug();
      if (effect.kind === 'arm' || effect.kind === 'disarm') stopTimer();
      if (effect.kind === 'arm') stopTimer = deps.after(effect.ms, () => dispatch({ kind: 'timer' }));
    }
    endByRedKey();
  };

  return {
    hear(bytes) {
      const heard = currentScript.otherParity ? bytesReadAtSevenEven(bytes) : bytes;
      for (const byte of heard) dispatch({ kind: 'byte', byte });
    },
    follow(next) {
      stopTimer();
      isRedKeyPressed = false;
      currentScript = next;
      state = newTwin(next, state.ledger);
    },
    get ledger() {
      return state.ledger;
    },
    get idle() {
      return state.mode === 'idle';
    },
    pressRedKey() {
      if (state.mode !== 'customer' && state.mode !== 'taken') return false;
      isRedKeyPressed = true;
      endByRedKey();
      return true;
    },
    stop: () => stopTimer(),
  };
}
