import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import { encodeFrame } from '../../core/terminal/concert-v2/frames.ts';
import { noLastAnswer } from '../../core/terminal/concert-v2/last-answer.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';
import type { DeviceLine } from './device-line.ts';
import { DeviceOpening, type TerminalSettings } from './device-opening.ts';
import type { Exchange, Terminal, TerminalDeps } from './terminal.ts';
import {
  recheckedStates,
  StatusTracker,
  statusOfEnd,
  statusOfHeard,
  type TerminalState,
} from './terminal-status.ts';

/** Maximum number of automatic probes in a row; each one opens other programs' devices too. */
const maxAutomaticChoices = 4;
/** Minimum time between two probes of all devices, ms, even on request. */
const minChoiceIntervalMs = 10_000;

/** Limits how often several devices are probed to find the terminal. */
export class ChoiceLimits {
  #several = false;
  #automatic = 0;
  /** On the monotonic clock. */
  #lastChoiceAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock) {}

  /** True if the last opening had more than one device. */
  get several(): boolean {
    return this.#several;
  }

  /** True if the last choice is old enough for another one on request. */
  get isLongAgo(): boolean {
    return this.clock.monotonic() - this.#lastChoiceAt > minChoiceIntervalMs;
  }

  /** Notes an opening of one device, or a choice among several. */
  opened(several: boolean): void {
    this.#several = several;
    if (several) this.#lastChoiceAt = this.clock.monotonic();
  }

  /** Counts one automatic choice; false if the maximum is reached. */
  countAutomatic(): boolean {
    if (this.#automatic >= maxAutomaticChoices) return false;
    this.#automatic++;
    return true;
  }

  /** Allows automatic choices again after a new device was connected. */
  onNewDevice(): void {
    this.#automatic = 0;
  }
}

/** Ends after which the terminal may still send an answer. */
const endsBeforeAnswer: ReadonlySet<EndOfSession> = new Set(['overdue', 'collided', 'answer-broken']);

/** Ends of a probe after which the device may be no terminal. */
const endsWithoutTerminal: ReadonlySet<EndOfSession> = new Set(['no-answer', 'line-busy', 'line-echoes']);

/** Time after which a silent, not ready or garbled terminal is probed again, ms. */
const reprobeMs = 15_000;

/**
 * A terminal on a line that stays open: opens the line, reopens it after a loss, and keeps the status. A probe is ENQ,
 * ACK, EOT. If the device on the line does not answer, the line is given up for a device that answers. This never
 * happens during an exchange, or while the answer of an exchange may still come.
 */
export class SerialTerminal implements Terminal {
  #line: DeviceLine | undefined;
  #opening: Promise<void> | undefined;
  #stopOpening = new AbortController();
  #exchanges = 0;
  /** True while an answer to the last exchange on this line may still come. */
  #answerMayCome = false;
  readonly #choices: ChoiceLimits;
  readonly #status: StatusTracker;
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
    this.#status = new StatusTracker(link.simulated, clock, (status) => deps.onStatus(status));
    const lastAnswer = { last: noLastAnswer };
    this.#device = new DeviceOpening(link, clock, terminal, { ...deps, lastAnswer });
    this.#stopWatching = link.onChange(() => this.#deviceCame());
  }

  get status(): TerminalStatus {
    return this.#status.now;
  }

  async connect(): Promise<TerminalStatus> {
    if (!this.#closed && !this.#line) void this.#open();
    while (this.#opening) await this.#opening;
    return this.status;
  }

  async probe(): Promise<TerminalStatus> {
    await this.connect();
    await (this.#choices.isLongAgo && this.#mayChoose ? this.#chooseAgain() : this.#probeLine());
    return this.status;
  }

  async exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'> {
    const frame = encodeFrame(body);
    if (!frame) throw new Error('bug: a dialect made a request that is no printable ASCII');
    await this.connect();
    // The device on the line has not answered: probes all devices again before the payment.
    if (this.#mayChoose) await this.#chooseAgain();
    const line = this.#line;
    if (!line) return 'no-line';
    this.#exchanges++;
    this.#show('paying');
    const how = await this.#run(line, frame, exchange, signal).finally(() => {
      this.#exchanges--;
    });
    if (how !== 'garbled') this.#answerMayCome = endsBeforeAnswer.has(how);
    line.judge(how);
    this.#show(statusOfEnd[how] ?? (this.#line ? 'unchecked' : 'away'));
    // A frame or an answer was lost. The probe checks, before the next payment, whether the line carries frames.
    if (line.isInDoubt && how !== 'garbled') void this.#probeLine();
    return how;
  }

  /** Does not send the payment on a line that carries no frames: the payment would end as unknown there. */
  async #run(line: DeviceLine, frame: Uint8Array, exchange: Exchange, signal?: AbortSignal) {
    const objection = await line.checkBeforePayment(signal);
    return objection ?? line.session.run({ kind: 'request', frame }, exchange, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#status.stop();
    this.#stopWatching();
    // Ends a running probe. A port that is being opened can be closed only when it is open, so the opening is awaited.
    this.#stopOpening.abort();
    await this.#line?.close();
    await this.#opening;
    await this.#device.settled();
  }

  /** True if the device on the line has not answered, and no exchange runs there or may still get its answer. */
  get #isDoubtful(): boolean {
    return (
      this.#line !== undefined && !this.#line.hasAnswered && this.#exchanges === 0 && !this.#answerMayCome
    );
  }

  get #mayChoose(): boolean {
    return this.#choices.several && this.#isDoubtful;
  }

  #open(): Promise<void> {
    this.#opening ??= this.#openUntilDone().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openUntilDone(): Promise<void> {
    do {
      this.#stopOpening = new AbortController();
      await this.#openOnce(this.#stopOpening.signal);
    } while (this.#stopOpening.signal.aborted && !this.#closed);
  }

  async #openOnce(signal: AbortSignal): Promise<void> {
    this.#status.stopWaiting();
    this.#status.setDevices(undefined);
    this.#show('opening');
    const { line, refusal, heard, among, several } = await this.#device.open(signal);
    if (line && (signal.aborted || this.#closed)) this.#device.giveUp(line);
    if (signal.aborted || this.#closed) return;
    this.#choices.opened(several);
    this.#status.setDevices(among);
    if (refusal) this.#status.showUnreachable(refusal, () => void this.connect());
    if (!line) return;
    this.#status.onReached();
    this.#answerMayCome = false;
    this.#line = line;
    line.onLost = (reason) => this.#lost(line, reason);
    if (heard) return this.#show(statusOfHeard[heard] ?? 'unchecked', line.description);
    this.#show('unchecked', line.description);
    await line.settle();
    await this.#probeLine();
  }

  async #probeLine(): Promise<void> {
    const line = this.#line;
    if (!line || line.session.busy) return;
    const how = line.judge(await line.session.run({ kind: 'probe' }));
    // The terminal may have moved to another cable: the next probe covers all devices.
    if (endsWithoutTerminal.has(how) && !this.#answerMayCome) line.hasAnswered = false;
    const objection = how === 'present' ? await line.checkBeforePayment() : undefined;
    if (this.#line === line) this.#show(statusOfEnd[objection ?? how]);
  }

  async #chooseAgain(): Promise<void> {
    this.#leaveLine();
    await this.connect();
  }

  /** Probes all devices again if the device on the line is silent, because the new device may be the terminal. */
  #deviceCame(): void {
    if (!this.link.granted) return void this.connect();
    this.#choices.onNewDevice();
    if (this.#line && !this.#isDoubtful) return;
    this.#stopOpening.abort();
    this.#leaveLine();
    void this.connect();
  }

  #leaveLine(): void {
    const line = this.#line;
    this.#line = undefined;
    if (line) this.#device.giveUp(line);
  }

  #lost(line: DeviceLine, reason: string): void {
    if (this.#line !== line) return;
    this.#line = undefined;
    this.#status.setDevices(undefined);
    if (!this.#closed) this.#status.onLost(reason, () => void this.connect());
  }

  #checkAgain(): void {
    void (this.#mayChoose && this.#choices.countAutomatic() ? this.#chooseAgain() : this.#probeLine());
  }

  #show(state: TerminalState | undefined, description?: string): void {
    if (!state) return;
    this.#status.show(state, description);
    if (recheckedStates.has(state)) this.#status.schedule(reprobeMs, () => this.#checkAgain());
  }
}
