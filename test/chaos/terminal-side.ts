import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { TerminalLink } from '../../src/core/ports/terminal-link.ts';
import { caisseApLanguage } from '../../src/simulator/terminal/caisse-ap-language.ts';
import { hex } from './byte-damage.ts';
import { Cable } from './cable.ts';
import { cleanCall } from './call-faults.ts';
import { CallRules } from './call-rules.ts';
import { CalledTerminal } from './called-terminal.ts';
import type { Life } from './life.ts';
import { cleanLine, type Direction } from './line-faults.ts';
import { Network } from './network.ts';
import type { PaymentPlan } from './payment-plan.ts';
import type { Chance } from './seeded-chance.ts';
import { type ChaosTerminal, Terminal } from './terminal.ts';
import { amountOnWire, type TerminalKind } from './terminal-kind.ts';
import { WireRules } from './wire-rules.ts';
import type { WorldClock } from './world-clock.ts';

/** The terminal and the link to it, for each kind of terminal. */
export interface TerminalSide {
  readonly kind: TerminalKind;
  readonly terminal: ChaosTerminal;
  linkOf(life: Life): TerminalLink;
  /** Sets the faults of the next payment; undefined ends all faults. */
  setFaults(plan: Pick<PaymentPlan, 'line' | 'call'> | undefined): void;
  plug(): void;
  unplug(ms: number): void;
  /** Notes the payment whose record is `sending`: it owns the request under way. */
  sending(paymentId: string): void;
  /** True if the payment's request may have left without an acknowledgement. Always false on a line. */
  mayHaveLeft(paymentId: string): boolean;
}

export interface SideDeps {
  readonly clock: WorldClock;
  readonly chance: Chance;
  recordOf(paymentId: string): PaymentRecord | undefined;
  /** True if the answer may belong to another payment: one with the same amount and an unknown end. */
  isDoubtful(record: PaymentRecord): boolean;
  onTransmission(direction: Direction, transmission: number): void;
  violation(text: string): void;
  note(text: string): void;
}

export const terminalSide = (kind: TerminalKind, deps: SideDeps): TerminalSide =>
  kind === 'v3-calls' ? networkSide(deps) : lineSide(kind, deps);

function lineSide(kind: 'concert' | 'v3-line', deps: SideDeps): TerminalSide {
  const { clock, chance, onTransmission, note } = deps;
  const rules = new WireRules({
    ...deps,
    lastCharge: () => terminal.charges.at(-1),
    amountOnWire: (record) => amountOnWire(kind, record),
  });
  const terminal = new Terminal(
    clock,
    { speak: (bytes) => cable.speak(bytes), unplug: () => cable.unplug(3000), note },
    kind === 'v3-line' ? caisseApLanguage : undefined,
  );
  const cable = new Cable(clock, chance.stream('cable'), {
    onSend: (bytes) => rules.checkSent(bytes),
    toTerminal: (bytes) => {
      note(`till > ${hex(bytes)}`);
      terminal.hear(bytes, rules.sending);
    },
    toTill: (bytes) => {
      note(`     < ${hex(bytes)}`);
      rules.noteReceived(bytes);
    },
    onTransmission,
    note,
  });
  return {
    kind,
    terminal,
    linkOf: (life) => cable.linkOf(life),
    setFaults: (plan) => cable.setFaults(plan?.line ?? cleanLine),
    plug: () => cable.plug(),
    unplug: (ms) => cable.unplug(ms),
    sending: (paymentId) => {
      rules.sending = paymentId;
    },
    mayHaveLeft: () => false,
  };
}

function networkSide({ clock, chance, onTransmission, note, ...deps }: SideDeps): TerminalSide {
  const rules = new CallRules(deps);
  const terminal = new CalledTerminal(clock, { hangUpAll: () => network.hangUpAll(), note });
  const network = new Network(clock, chance.stream('network'), {
    terminal: () => terminal,
    checkRequest: (text) => rules.checkRequest(text),
    onTransmission,
    note,
  });
  return {
    kind: 'v3-calls',
    terminal,
    linkOf: (life) => network.linkOf(life),
    setFaults: (plan) => network.setFaults(plan?.call ?? cleanCall),
    plug: () => network.plug(),
    unplug: (ms) => network.unplug(ms),
    sending: (paymentId) => {
      rules.sending = paymentId;
    },
    mayHaveLeft: (paymentId) => rules.mayHaveLeft.has(paymentId),
  };
}
