import { newTwin, stepTwin, type TwinEvent, type TwinState } from './terminal-twin.ts';
import { concertLanguage, type TwinLanguage } from './twin-language.ts';
import type { TwinLedgerLine } from './twin-ledger.ts';
import type { TwinScript } from './twin-script.ts';

/** Bits set in a byte: with an even number of them 7E1 and 8N1 write the same. */
const ones = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
const crosses = (byte: number): boolean => ones(byte) % 2 === 0;

/** What a terminal set to 7E1 takes of what is sent at 8N1: bytes with a wrong parity it drops (concert.md 1.1). */
export const takenAtSevenEven = (bytes: Uint8Array): Uint8Array => bytes.filter(crosses);

/** What is read at 8N1 of what is sent at 7E1: its parity bit becomes bit 7. */
export const sentAtSevenEven = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte) => (crosses(byte) ? byte : byte | 0x80));

export interface TwinDeps {
  send(bytes: Uint8Array): void;
  unplug(): void;
  after(ms: number, callback: () => void): () => void;
}

/** A twin at work on one line. */
export interface RunningTwin {
  hear(bytes: Uint8Array): void;
  /** From the next payment on; what was charged stays charged. */
  follow(script: TwinScript): void;
  readonly ledger: readonly TwinLedgerLine[];
  /** Not while a session or a customer is under way. */
  readonly idle: boolean;
  /** The customer presses the red key. False: no customer is there. */
  pressRedKey(): boolean;
  stop(): void;
}

/** The bytes as the script cuts them. */
export const piecesOf = (bytes: Uint8Array, { singleBytes }: TwinScript): Uint8Array[] =>
  singleBytes ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes];

const said = (bytes: Uint8Array, script: TwinScript): Uint8Array[] =>
  piecesOf(script.otherParity ? sentAtSevenEven(bytes) : bytes, script);

/** A terminal on a serial line: Concert's link layer, with any language in its frames. */
export function runTwin(
  script: TwinScript,
  deps: TwinDeps,
  language: TwinLanguage = concertLanguage,
): RunningTwin {
  let following = script;
  let state: TwinState = newTwin(script);
  let stopTimer = () => {};
  let redKey = false;

  /** Pressed while the till's last word is on its way, it counts once the customer's turn has begun. */
  const endByRedKey = () => {
    if (!redKey || state.mode !== 'customer') return;
    redKey = false;
    dispatch({ kind: 'timer' }, { ...following, verdict: 'cancelled' });
  };
  const dispatch = (event: TwinEvent, playing = following) => {
    const step = stepTwin(state, event, { ...playing, language });
    state = step.state;
    for (const effect of step.effects) {
      if (effect.kind === 'write') for (const piece of said(effect.bytes, following)) deps.send(piece);
      if (effect.kind === 'unplug') deps.unplug();
      if (effect.kind === 'arm' || effect.kind === 'disarm') stopTimer();
      if (effect.kind === 'arm') stopTimer = deps.after(effect.ms, () => dispatch({ kind: 'timer' }));
    }
    endByRedKey();
  };

  return {
    hear(bytes) {
      const heard = following.otherParity ? takenAtSevenEven(bytes) : bytes;
      for (const byte of heard) dispatch({ kind: 'byte', byte });
    },
    follow(next) {
      stopTimer();
      redKey = false;
      following = next;
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
      redKey = true;
      endByRedKey();
      return true;
    },
    stop: () => stopTimer(),
  };
}
