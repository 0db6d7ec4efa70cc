import { newTwin, stepTwin, type TwinEvent, type TwinLedgerLine, type TwinState } from './terminal-twin.ts';
import type { TwinScript } from './twin-script.ts';

export interface TwinOutside {
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
  stop(): void;
}

export function runTwin(script: TwinScript, outside: TwinOutside): RunningTwin {
  let following = script;
  let state: TwinState = newTwin(script);
  let stopTimer = () => {};

  const dispatch = (event: TwinEvent) => {
    const step = stepTwin(state, event, following);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.kind === 'write') outside.send(effect.bytes);
      if (effect.kind === 'unplug') outside.unplug();
      if (effect.kind === 'arm' || effect.kind === 'disarm') stopTimer();
      if (effect.kind === 'arm') stopTimer = outside.after(effect.ms, () => dispatch({ kind: 'timer' }));
    }
  };

  return {
    hear(bytes) {
      for (const byte of bytes) dispatch({ kind: 'byte', byte });
    },
    follow(next) {
      stopTimer();
      following = next;
      state = newTwin(next, state.ledger);
    },
    get ledger() {
      return state.ledger;
    },
    get idle() {
      return state.mode === 'idle';
    },
    stop: () => stopTimer(),
  };
}
