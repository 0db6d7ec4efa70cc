import type { TerminalStatus } from '../../../src/core/connector-api/snapshot.ts';
import type { GrantedDevice, LinkEvent, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import type { Likeness, LinkOpenFailure } from '../../../src/core/terminal/device-choice.ts';
import { SerialTerminal } from '../../../src/flows/terminal/serial-terminal.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const STX = 2;
const ENQ = 5;
const ACK = 6;

/** A device that notes what it receives. If `answers` is true, it acknowledges each ENQ and each frame. */
export class PluggedDevice {
  /** The bytes that it received. */
  readonly heard: number[] = [];
  /** Number of times it was opened. */
  opened = 0;
  open = false;
  /** Number of times it was chosen as the terminal. */
  chosen = 0;
  likeness: Likeness = 'alike';
  refusal: LinkOpenFailure | undefined;
  /** If set, the device sends ENQ at this interval, ms. */
  callsEvery: number | undefined;
  #onEvent: ((event: LinkEvent) => void) | undefined;

  constructor(
    private readonly clock: VirtualClock,
    readonly name: string,
    public answers: boolean,
    private readonly delayMs = 5,
  ) {}

  get granted(): GrantedDevice {
    return {
      description: this.name,
      likeness: this.likeness,
      choose: () => {
        this.chosen++;
        this.likeness = 'known';
      },
      open: async (_, onEvent) => {
        if (this.refusal) return { ok: false, failure: this.refusal, detail: this.name };
        if (this.open) return { ok: false, failure: 'in-use', detail: 'open already' };
        this.open = true;
        this.opened++;
        this.#onEvent = onEvent;
        this.#call();
        const close = async () => {
          this.open = false;
          this.#onEvent = undefined;
        };
        return {
          ok: true,
          description: this.name,
          line: { send: async (bytes) => this.#hear(bytes), close },
        };
      },
    };
  }

  vanish(): void {
    this.open = false;
    this.#onEvent?.({ kind: 'closed', reason: 'unplugged' });
  }

  #call(): void {
    if (this.callsEvery === undefined || !this.open) return;
    this.#onEvent?.({ kind: 'bytes', bytes: Uint8Array.of(ENQ) });
    this.clock.after(this.callsEvery, () => this.#call());
  }

  #hear(bytes: Uint8Array): void {
    this.heard.push(...bytes);
    if (!this.answers || (bytes[0] !== ENQ && bytes[0] !== STX)) return;
    this.clock.after(this.delayMs, () => this.#onEvent?.({ kind: 'bytes', bytes: Uint8Array.of(ACK) }));
  }
}

/** A serial terminal in virtual time, with devices that are plugged in and out. */
export function terminalWithDevices() {
  const clock = new VirtualClock();
  const plugged: PluggedDevice[] = [];
  const listeners = new Set<() => void>();
  const statuses: TerminalStatus[] = [];
  const link: TerminalLink = {
    kind: 'web-serial',
    simulated: false,
    open: async () => ({ ok: false, failure: 'away', detail: 'nothing plugged' }),
    granted: async () => plugged.map((device) => device.granted),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const terminal = new SerialTerminal(link, clock, defaultSettings().terminal, {
    onStatus: (status) => statuses.push(status),
    note: () => {},
    onUnrequestedAnswer: async () => 'ignore',
  });
  return {
    clock,
    terminal,
    statuses,
    plug(name: string, answers: boolean, delayMs?: number): PluggedDevice {
      const device = new PluggedDevice(clock, name, answers, delayMs);
      plugged.push(device);
      for (const listener of listeners) listener();
      return device;
    },
    unplug(device: PluggedDevice): void {
      plugged.splice(plugged.indexOf(device), 1);
      device.vanish();
    },
  };
}
