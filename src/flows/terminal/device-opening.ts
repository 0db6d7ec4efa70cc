import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { GrantedDevice, LinkOpening, TerminalLink } from '../../core/ports/terminal-link.ts';
import type { SerialSettings, Settings } from '../../core/settings/settings.ts';
import type { LinkTimers } from '../../core/terminal/concert-v2/session-states.ts';
import {
  type ChoiceEffect,
  type ChoiceEvent,
  countAnswering,
  type DeviceChoice,
  newDeviceChoice,
  type ProbeResult,
  stepChoice,
} from '../../core/terminal/device-choice.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';
import { DeviceLine, type DeviceLineDeps } from './device-line.ts';

export interface Chosen {
  /** The open line with its session. Undefined if no device was taken. */
  readonly line: DeviceLine | undefined;
  readonly place: number | undefined;
  readonly heard: ProbeResult | undefined;
  readonly choice: DeviceChoice;
  readonly refusal: (LinkOpening & { ok: false }) | undefined;
}

export interface DeviceOpeningDeps {
  readonly clock: Clock;
  readonly serial: SerialSettings;
  readonly timers: LinkTimers;
  line(timers: LinkTimers, device: GrantedDevice): DeviceLine;
  /** Closes a line that is not needed, without waiting until it is closed. */
  giveUp(line: DeviceLine): void;
  /** Aborted when a new device has come: then all devices are probed again. */
  readonly signal: AbortSignal;
}

/** Time limit for opening a device, ms: a driver that hangs must not delay the other devices. */
const openLimitMs = 2000;
/** Time after the first answer in which a second terminal would have answered too, ms. */
const secondAnswerMs = 250;

/**
 * Timers for at most two tries of ENQ: the first ENQ on a line that was just opened may be lost. A terminal answers
 * within half a second.
 */
const probeTimers = (timers: LinkTimers): LinkTimers => ({
  ...timers,
  controlMs: Math.min(timers.controlMs, 600),
  pauseMs: Math.min(timers.pauseMs, 150),
  enquiryAttempts: Math.min(timers.enquiryAttempts, 2),
});

const heardOfEnd: Partial<Record<EndOfSession, ProbeResult>> = {
  present: 'answers',
  collided: 'answers',
  'enquiry-refused': 'refuses',
  'no-answer': 'silent',
  'line-busy': 'silent',
  'line-echoes': 'silent',
};

/** Probes the devices with ENQ only, keeps the line of the terminal, and closes the others. */
export const chooseDevice = (devices: readonly GrantedDevice[], deps: DeviceOpeningDeps): Promise<Chosen> =>
  new Promise((resolve) => new DeviceChooser(devices, deps, resolve).begin());

class DeviceChooser {
  #choice: DeviceChoice;
  readonly #lines = new Map<number, DeviceLine>();
  #refusal: Chosen['refusal'];
  #stopWaiting = () => {};
  readonly #timers: LinkTimers;

  constructor(
    private readonly devices: readonly GrantedDevice[],
    private readonly deps: DeviceOpeningDeps,
    private readonly end: (chosen: Chosen) => void,
  ) {
    this.#choice = newDeviceChoice(devices.map(({ likeness }) => likeness));
    this.#timers = probeTimers(deps.timers);
  }

  begin(): void {
    this.deps.signal.addEventListener('abort', () => {
      if (!this.#choice.isOver) this.#take(undefined);
    });
    this.#dispatch({ kind: 'begin' });
  }

  #dispatch(event: ChoiceEvent): void {
    if (this.#over) return;
    const { choice, effects } = stepChoice(this.#choice, event);
    this.#choice = choice;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: ChoiceEffect): void {
    switch (effect.kind) {
      case 'ask':
        for (const place of effect.places) void this.#probe(place);
        return;
      case 'wait':
        this.#stopWaiting = this.deps.clock.after(secondAnswerMs, () => this.#dispatch({ kind: 'waited' }));
        return;
      case 'take':
        this.#take(effect.place);
        return;
      default:
        effect satisfies never;
    }
  }

  async #probe(place: number): Promise<void> {
    const heard = await this.#openAndProbe(place);
    this.#dispatch({ kind: 'heard', place, heard });
  }

  async #openAndProbe(place: number): Promise<ProbeResult> {
    const { clock, serial } = this.deps;
    const device = this.devices[place];
    if (!device) throw new Error('bug: a place without a device');
    const line = this.deps.line(this.#timers, device);
    const opening = line.open((onEvent) => device.open(serial, onEvent));
    const timeout = new Promise<'late'>((resolve) => clock.after(openLimitMs, () => resolve('late')));
    const refusal = await Promise.race([opening, timeout]);
    if (refusal === 'late') {
      this.deps.giveUp(line);
      return 'failed';
    }
    if (refusal) {
      this.#refusal ??= refusal;
      return refusal.failure;
    }
    if (this.#over) {
      this.deps.giveUp(line);
      return 'silent';
    }
    this.#lines.set(place, line);
    await line.settle();
    return heardOfEnd[await line.session.run({ kind: 'probe' })] ?? 'away';
  }

  get #over(): boolean {
    return this.#choice.isOver || this.deps.signal.aborted;
  }

  #take(place: number | undefined): void {
    this.#stopWaiting();
    const line = place === undefined ? undefined : this.#lines.get(place);
    for (const other of this.#lines.values()) if (other !== line) this.deps.giveUp(other);
    const heard = place === undefined ? undefined : this.#choice.heard.get(place);
    if (line) line.session.timers = this.deps.timers;
    if (heard === 'answers') line?.judge('present');
    this.end({ line, place, heard, choice: this.#choice, refusal: this.#refusal });
  }
}

/**
 * Lists the devices for the screen if the choice is not clear: no device answered, several answered, or another program
 * uses a device.
 */
export function reportDevices(
  devices: readonly GrantedDevice[],
  choice: DeviceChoice,
  taken: number | undefined,
): TerminalStatus['among'] {
  const reported = devices.flatMap(({ description }, place) => {
    const heard = choice.heard.get(place);
    return heard ? [{ description, heard, taken: place === taken }] : [];
  });
  const isClear = countAnswering(choice) === 1 && reported.every(({ heard }) => heard !== 'in-use');
  return isClear || reported.length < 2 ? undefined : reported;
}

export type TerminalSettings = Pick<Settings['terminal'], 'serial' | 'timers'>;

/** Result of one try to reach the terminal. */
export interface OpenedDevice {
  /** Undefined if no device could be opened; `refusal` gives the reason, and is absent if the try was stopped. */
  readonly line?: DeviceLine;
  readonly refusal?: LinkOpening & { ok: false };
  /** Absent if there was only one device: it was not probed yet. */
  readonly heard?: ProbeResult | undefined;
  readonly among?: TerminalStatus['among'];
  /** True if there was more than one device. */
  readonly several: boolean;
}

/** Opens the line to the terminal: to the only device or, if there are several, to the device that answers. */
export class DeviceOpening {
  readonly #closing = new Set<Promise<void>>();

  constructor(
    private readonly link: TerminalLink,
    private readonly clock: Clock,
    private readonly terminal: TerminalSettings,
    private readonly deps: DeviceLineDeps,
  ) {}

  async open(signal: AbortSignal): Promise<OpenedDevice> {
    await this.settled();
    const devices = (await this.link.granted?.()) ?? [];
    if (signal.aborted) return { several: false };
    return devices.length > 1 ? this.#openOneOf(devices, signal) : this.#openOnly(devices[0]);
  }

  /** Closes a line that is not needed any more; its device is free again after `settled`. */
  giveUp(line: DeviceLine): void {
    const closing = line
      .close()
      .catch(() => {})
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#closing);
  }

  async #openOnly(device: GrantedDevice | undefined): Promise<OpenedDevice> {
    const line = this.#lineTo(this.terminal.timers, device);
    const refusal = await line.open((onEvent) =>
      device ? device.open(this.terminal.serial, onEvent) : this.link.open(onEvent),
    );
    return refusal ? { refusal, several: false } : { line, several: false };
  }

  async #openOneOf(devices: readonly GrantedDevice[], signal: AbortSignal): Promise<OpenedDevice> {
    const chosen = await chooseDevice(devices, {
      clock: this.clock,
      ...this.terminal,
      line: (timers, device) => this.#lineTo(timers, device),
      giveUp: (line) => this.giveUp(line),
      signal,
    });
    if (signal.aborted) return { several: true };
    const { line, heard, refusal, choice, place } = chosen;
    const among = reportDevices(devices, choice, place);
    const reported = { several: true, ...(among && { among }) };
    if (line) return { line, heard, ...reported };
    return { refusal: refusal ?? { ok: false, failure: 'away', detail: '' }, ...reported };
  }

  #lineTo(timers: LinkTimers, device: GrantedDevice | undefined): DeviceLine {
    return new DeviceLine(this.deps, this.clock, timers, () => device?.choose());
  }
}
