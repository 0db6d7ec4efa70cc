import type { RunningTwin } from '../terminal-twin/run-twin.ts';
import type { TwinScript } from '../terminal-twin/twin-script.ts';
import { BareCall, type BareOutside, type TerminalDuty } from './bare-call.ts';

/** A terminal without frames: one request and one answer a connection, one customer at a time (concert.md 3.1). */
export interface BareTerminal extends Omit<RunningTwin, 'hear' | 'pressRedKey'> {
  call(outside: BareOutside): BareCall;
}

export function bareTerminal(script: TwinScript): BareTerminal {
  const duty: TerminalDuty = { script, ledger: [], customer: false, timers: new Set() };
  return {
    call: (outside) => new BareCall(duty, outside),
    follow(next) {
      duty.script = next;
    },
    get ledger() {
      return duty.ledger;
    },
    get idle() {
      return !duty.customer;
    },
    stop() {
      for (const stop of duty.timers) stop();
      duty.timers.clear();
      duty.customer = false;
    },
  };
}
