import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import { encodeFrame } from '../../core/terminal/concert-v2/frames.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';
import type { DeviceLine } from './device-line.ts';
import { DeviceOpening, type TerminalSettings } from './device-opening.ts';
import type { Exchange, Terminal, TerminalDeps } from './terminal.ts';
import {
  comesByItself,
  StatusTracker,
  statusOfEnd,
  statusOfHeard,
  type TerminalState,
} from './terminal-status.ts';

/** Maximum number of automatic probes in a row; each one opens other programs' devices too. */
const choicesByClock = 4;
/** Minimum time between two probes of all devices, ms, even on request. */
const choiceEveryMs = 10_000;

/** Limits how often several devices are probed to find the terminal. */
export class ChoiceLimits {
  #several = false;
  #byClock = 0;
  /** On the monotonic clock. */
  #at = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock) {}

  /** True if the last opening had more than one device. */
  get several(): boolean {
    return this.#several;
  }

  /** True if the last choice is old enough for another one on request. */
  get longAgo(): boolean {
    return this.clock.monotonic() - this.#at > choiceEveryMs;
  }

  /** Notes an opening of one device, or a choice among several. */
  opened(several: boolean): void {
    this.#several = several;
    if (several) this.#at = this.clock.monotonic();
  }

  /** Counts one automatic choice; false if the maximum is reached. */
  oneByClock(): boolean {
    if (this.#byClock >= choicesByClock) return false;
    this.#byClock++;
    return true;
  }

  /** A new device has come: automatic choices are allowed again. */
  deviceCame(): void {
    this.#byClock = 0;
  }
}

/** Ends after which the terminal may still send an answer. */
const leavesOwing: ReadonlySet<EndOfSession> = new Set(['overdue', 'collided', 'answer-broken']);

const reprobeMs = 15_000;

/**
 * A terminal on a line that stays open: opens it, reopens it after a loss, and keeps the status. Its probe is ENQ, ACK,
 * EOT. A line without an answering device is given up for one that answers, but never during an exchange or while its
 * answer may still come.
 */
export class SerialTerminal implements Terminal {
  #at: DeviceLine | undefined;
  #opening: Promise<void> | undefined;
  #stopOpening = new AbortController();
  #exchanges = 0;
  /** True while an answer to the last exchange on this line may still come. */
  #owes = false;
  readonly #choices: ChoiceLimits;
  readonly #lamp: StatusTracker;
  readonly #device: DeviceOpening;
  readonly #stopWatching: () => void;
  #closed = false;

  constructor(
    private readonly link: TerminalLink,
    clock: Clock,
    terminal: TerminalSettings,
    deps: TerminalDeps,
  ) {
    this.#choices = new ChoiceLimits(clock);
    this.#lamp = new StatusTracker(link.simulated, clock, (lamp) => deps.lamp(lamp));
    this.#device = new DeviceOpening(link, clock, terminal, deps);
    this.#stopWatching = link.onChange(() => this.#deviceCame());
  }

  get lamp(): TerminalStatus {
    return this.#lamp.now;
  }

  async connect(): Promise<TerminalStatus> {
    if (!this.#closed && !this.#at) void this.#open();
    while (this.#opening) await this.#opening;
    return this.lamp;
  }

  async probe(): Promise<TerminalStatus> {
    await this.connect();
    await (this.#choices.longAgo && this.#mayChoose ? this.#chooseAgain() : this.#probeLine());
    return this.lamp;
  }

  async exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'> {
    const frame = encodeFrame(body);
    if (!frame) throw new Error('bug: a dialect made a request that is no printable ASCII');
    await this.connect();
    // Probes all devices again instead of reporting a silent terminal.
    if (this.#mayChoose) await this.#chooseAgain();
    const at = this.#at;
    if (!at) return 'no-line';
    this.#exchanges++;
    this.#show('paying');
    const how = await this.#run(at, frame, exchange, signal).finally(() => {
      this.#exchanges--;
    });
    if (how !== 'garbled') this.#owes = leavesOwing.has(how);
    at.judge(how);
    this.#show(statusOfEnd[how] ?? (this.#at ? 'unchecked' : 'away'));
    // A frame or an answer was lost. The probe shows a line that carries only ENQ and ACK before the next payment.
    if (at.inDoubt && how !== 'garbled') void this.#probeLine();
    return how;
  }

  /** On a line that carries no frame a payment would end as unknown, so it is not begun. */
  async #run(at: DeviceLine, frame: Uint8Array, exchange: Exchange, signal?: AbortSignal) {
    const objection = await at.objection(signal);
    return objection ?? at.session.run({ kind: 'request', frame }, exchange, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#lamp.putOut();
    this.#stopWatching();
    // Ends a running probe. A port that is being opened must be open before it can be closed.
    this.#stopOpening.abort();
    await this.#at?.close();
    await this.#opening;
    await this.#device.settled();
  }

  /** True if the line has no proof of a terminal, and no exchange or owed answer depends on it. */
  get #doubtful(): boolean {
    return this.#at !== undefined && !this.#at.answered && this.#exchanges === 0 && !this.#owes;
  }

  get #mayChoose(): boolean {
    return this.#choices.several && this.#doubtful;
  }

  #open(): Promise<void> {
    this.#opening ??= this.#openUntilItStands().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openUntilItStands(): Promise<void> {
    do {
      this.#stopOpening = new AbortController();
      await this.#openOnce(this.#stopOpening.signal);
    } while (this.#stopOpening.signal.aborted && !this.#closed);
  }

  async #openOnce(signal: AbortSignal): Promise<void> {
    this.#lamp.stopWaiting();
    this.#lamp.chosenAmong(undefined);
    this.#show('opening');
    const { line, refusal, heard, among, several } = await this.#device.open(signal);
    if (line && (signal.aborted || this.#closed)) this.#device.giveUp(line);
    if (signal.aborted || this.#closed) return;
    this.#choices.opened(several);
    this.#lamp.chosenAmong(among);
    if (refusal) this.#lamp.unreachable(refusal, () => void this.connect());
    if (!line) return;
    this.#lamp.reached();
    this.#owes = false;
    this.#at = line;
    line.onLost = (reason) => this.#lost(line, reason);
    if (heard) return this.#show(statusOfHeard[heard] ?? 'unchecked', line.description);
    this.#show('unchecked', line.description);
    await line.settle();
    await this.#probeLine();
  }

  async #probeLine(): Promise<void> {
    const at = this.#at;
    if (!at || at.session.busy) return;
    const how = at.judge(await at.session.run({ kind: 'probe' }));
    // The terminal may have moved to another cable: the next probe covers all devices.
    if (how === 'no-answer' && !this.#owes) at.answered = false;
    const objection = how === 'present' ? await at.objection() : undefined;
    if (this.#at === at) this.#show(statusOfEnd[objection ?? how]);
  }

  async #chooseAgain(): Promise<void> {
    this.#leaveLine();
    await this.connect();
  }

  /** A new device may be the terminal while the open one is silent. */
  #deviceCame(): void {
    if (!this.link.granted) return void this.connect();
    this.#choices.deviceCame();
    if (this.#at && !this.#doubtful) return;
    this.#stopOpening.abort();
    this.#leaveLine();
    void this.connect();
  }

  #leaveLine(): void {
    const at = this.#at;
    this.#at = undefined;
    if (at) this.#device.giveUp(at);
  }

  #lost(line: DeviceLine, reason: string): void {
    if (this.#at !== line) return;
    this.#at = undefined;
    this.#lamp.chosenAmong(undefined);
    if (!this.#closed) this.#lamp.lost(reason, () => void this.connect());
  }

  #lookAgain(): void {
    void (this.#mayChoose && this.#choices.oneByClock() ? this.#chooseAgain() : this.#probeLine());
  }

  #show(state: TerminalState | undefined, description?: string): void {
    if (!state) return;
    this.#lamp.show(state, description);
    if (comesByItself.has(state)) this.#lamp.later(reprobeMs, () => this.#lookAgain());
  }
}
