import type { Clock } from '../../core/ports/host.ts';
import type { UpdateReport } from '../../core/rest/rest-messages.ts';
import { compareVersions } from '../../core/update/program-version.ts';
import { PackageFault } from '../../core/update/tar-reader.ts';
import {
  idleUpdate,
  stepUpdate,
  type UpdateEvent,
  type UpdateState,
} from '../../core/update/update-machine.ts';
import type { UpdatePointer } from '../../core/update/update-pointer.ts';
import { type DayMinute, hasTimeCome } from '../../core/update/update-time.ts';
import type { Log } from '../program/log.ts';
import { writeFaultText } from '../system/file-reasons.ts';
import { lockInstallation } from '../system/folder-lock.ts';
import type { Installation, WaitingUpdate } from './installation.ts';
import { findSwitchFault, type Switch, SwitchRefused, switchVersion } from './switch-version.ts';

export interface UpdateRunnerDeps {
  readonly installation: Installation;
  /** The running version. */
  readonly version: string;
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  /** When updates may begin, if the configuration says so. */
  readonly updateTime: DayMinute | undefined;
  /** The shop's minute of the day at a moment. */
  dayMinute(epochMs: number): DayMinute;
  /** True while a payment runs, may still run, or a page must not be interrupted. */
  isBusy(): Promise<boolean>;
  isPageOpen(): boolean;
  /** Called when the alarm of an unproven version begins, and with undefined when it ends. */
  onAlarm(alarm: UpdatePointer['alarm']): void;
  /** Stops the program after the running payment. */
  stop(): void;
}

/** Whether a version waits for the switch now, or why not. */
export interface UpdateAnswer {
  readonly accepted: boolean;
  readonly why?: string;
}

const lookEveryMs = 1000;
const pointerEveryMs = 5000;

/** The updates of a running sidecar: waits for the switch, makes it, and reports the state of the running version. */
export class UpdateRunner {
  #state: UpdateState = idleUpdate;
  #waiting: WaitingUpdate | undefined;
  #pointer: UpdatePointer | undefined;
  /** True once payments may begin: the first one of an unproven version has claimed it, or the version is proven. */
  #isClaimed = false;
  #claiming: Promise<boolean> | undefined;
  #hadPage = false;
  #isClosed = false;
  #notWritten: string | undefined;
  /** Frees the installation, which the program has from the decision to switch until the switch. */
  #free: (() => void) | undefined;
  readonly #cancels = new Map<() => Promise<void>, () => void>();

  constructor(private readonly deps: UpdateRunnerDeps) {}

  /** Reads what an earlier start has left. */
  async open(): Promise<void> {
    const { installation, version, log } = this.deps;
    await this.#readPointer();
    const waiting = await installation.waiting();
    const fault = waiting && (await this.#faultOf(waiting));
    if (fault !== undefined) await installation.keepWaiting(undefined);
    else if (waiting) await this.#wait(waiting);
    const failed = this.#lastFailed();
    if (failed && compareVersions(failed.version, version) > 0)
      log.error({ failed: failed.version, why: failed.why }, 'an update went back by itself');
    this.#repeat(lookEveryMs, () => this.#look());
    this.#repeat(pointerEveryMs, () => this.#readPointer());
  }

  /** Takes a version that was checked and unpacked. */
  async accept(version: string, as: WaitingUpdate['as'], atOnce: boolean): Promise<UpdateAnswer> {
    const { clock } = this.deps;
    const why = await this.#faultOf({ version, as });
    if (why !== undefined) return { accepted: false, why };
    await this.#wait({ version, as, atOnce, since: clock.now() });
    return { accepted: this.#state.is === 'waiting' };
  }

  /** True if a payment may begin. The first one of an unproven version claims it; false if the way back has claimed it. */
  mayBegin(): Promise<boolean> {
    if (this.#isClaimed) return Promise.resolve(true);
    this.#claiming ??= this.#claim();
    return this.#claiming;
  }

  report(): UpdateReport {
    const { proving, alarm } = this.#pointer ?? {};
    const last = this.#lastFailed();
    return {
      ...(this.#waiting && { waiting: this.#waiting.version }),
      ...(proving && { proving: true }),
      ...(last && {
        failed: { version: last.version, why: last.why, at: new Date(last.at).toISOString() },
      }),
      ...(alarm && { alarm: { ...alarm, at: new Date(alarm.at).toISOString() } }),
    };
  }

  alarm(): UpdatePointer['alarm'] {
    return this.#pointer?.alarm;
  }

  /** Why an unproven version cannot be proven, and what to do. Undefined while the installation takes writes. */
  writeFault(): string | undefined {
    return this.#notWritten;
  }

  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#cancels.values()) cancel();
  }

  /** Makes the switch, once the program has closed everything. True if the program must start again, also after a failure. */
  async finish(): Promise<boolean> {
    if (this.#state.is !== 'switched' || !this.#waiting) return false;
    const { installation, home, log, clock, version: running } = this.deps;
    const { version } = this.#waiting;
    try {
      const deps = { home, pageExpected: this.#hadPage, now: clock.now() };
      const next = await switchVersion(installation, this.#waiting, deps);
      log.info({ from: running, to: next.version }, 'the connector starts again as another version');
    } catch (error) {
      log.error(
        { version, where: installation.root, error: String(error) },
        `the update was not made: ${faultWords(error, installation)}. Then: hipay-ecr update again`,
      );
    }
    this.#free?.();
    await installation.keepWaiting(undefined).catch(() => {});
    return true;
  }

  /** The last version that went back by itself. */
  #lastFailed = () => this.#pointer?.failed?.findLast(({ by }) => by === undefined);

  /** Why this version must not be switched to, by the pointer of this moment. */
  async #faultOf(update: Switch): Promise<string | undefined> {
    const { installation, version } = this.deps;
    try {
      const pointer = await installation.pointer();
      if (pointer.version !== version) return `version ${pointer.version} is the next one to start`;
      return await findSwitchFault(installation, update);
    } catch (error) {
      return (error as Error).message;
    }
  }

  async #wait(update: WaitingUpdate): Promise<void> {
    const { version, as } = update;
    if (as === 'update') await this.#take({ kind: 'verified', version });
    this.#waiting = update;
    await this.#take({ kind: 'accepted', version, as });
  }

  async #take(event: UpdateEvent): Promise<void> {
    const { state, actions } = stepUpdate(this.#state, event);
    this.#state = state;
    const { installation, stop, isPageOpen, log } = this.deps;
    for (const action of actions) {
      if (action.do === 'keep-waiting-file' && this.#waiting) {
        await installation.keepWaiting(this.#waiting);
        log.info({ version: action.version }, 'an update waits until no payment runs');
      }
      if (action.do === 'switch') {
        this.#hadPage = isPageOpen();
        stop();
      }
    }
  }

  async #look(): Promise<void> {
    const waiting = this.#waiting;
    if (this.#state.is !== 'waiting' || !waiting) return;
    const { clock, updateTime, dayMinute, isBusy, installation, log } = this.deps;
    const wait = { since: waiting.since, now: clock.now(), dayMinute };
    const isDue = waiting.atOnce || updateTime === undefined || hasTimeCome({ ...wait, time: updateTime });
    if (!isDue || (await isBusy())) return;
    // A command that unpacks a version has the installation: the switch waits for its end.
    this.#free ??= await lockInstallation(installation.root).catch(() => () => {});
    if (!this.#free) return;
    try {
      const fault = await findSwitchFault(installation, waiting);
      if (fault !== undefined) throw new SwitchRefused(fault);
      // Tries a write first: if the folder takes none, the program need not stop.
      await installation.writePointer(await installation.pointer());
    } catch (error) {
      log.error(
        { version: waiting.version, where: installation.root, error: String(error) },
        `the update cannot be made: ${faultWords(error, installation)}. Then: hipay-ecr update again`,
      );
      this.#waiting = undefined;
      this.#state = idleUpdate;
      this.#free();
      this.#free = undefined;
      return;
    }
    await this.#take({ kind: 'looked', isBusy: false, isDue });
  }

  async #claim(): Promise<boolean> {
    const { installation, version } = this.deps;
    const pointer = this.#pointer;
    if (pointer?.version === version && pointer.proving) {
      await installation.claim('payment');
      if (await installation.isClaimed('way-back')) return false;
    }
    this.#isClaimed = true;
    return true;
  }

  async #readPointer(): Promise<void> {
    const { installation, log } = this.deps;
    if (this.#pointer && !this.#pointer.proving && !this.#pointer.alarm) return;
    const before = this.#pointer?.alarm;
    this.#pointer = await installation.pointer().catch(() => this.#pointer);
    await this.#tryWrite();
    const alarm = this.#pointer?.alarm;
    if (alarm && !before) log.error(alarm, updateAlarmText(alarm));
    if (alarm?.at !== before?.at) this.deps.onAlarm(alarm);
  }

  /** The watcher of an unproven version writes as the same user: what it cannot write, this program cannot either. */
  async #tryWrite(): Promise<void> {
    const { installation, log } = this.deps;
    const fault = this.#pointer?.proving ? await installation.tryWrite() : undefined;
    const text = fault === undefined ? undefined : faultWords(fault, installation);
    if (text !== undefined && this.#notWritten === undefined) log.warn({ where: installation.root }, text);
    this.#notWritten = text;
  }

  /** Repeats until `close`. */
  #repeat(everyMs: number, run: () => Promise<void>): void {
    const again = () => {
      if (this.#isClosed) return;
      this.#cancels.set(
        run,
        this.deps.clock.after(
          everyMs,
          () =>
            void run()
              .catch(() => {})
              .finally(again),
        ),
      );
    };
    again();
  }
}

function faultWords(error: unknown, { root }: Installation): string {
  if (error instanceof SwitchRefused) return `the versions have changed (${error.message})`;
  if (error instanceof PackageFault) return `the unpacked version is not complete (${error.message})`;
  return writeFaultText(error, root) ?? (error as Error).message;
}

/** Says what has happened with an alarm, and what a person must do. */
export const updateAlarmText = ({ version, why }: NonNullable<UpdatePointer['alarm']>): string =>
  `version ${version} is not proven: ${why}. Payments have begun with it, or the version before is missing, so it does not go back by itself. If it works, open its page; if not: hipay-ecr rollback, or a higher version with hipay-ecr update --from`;
