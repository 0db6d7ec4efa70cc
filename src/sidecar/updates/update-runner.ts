import type { Clock } from '../../core/ports/host.ts';
import type { UpdateReport } from '../../core/rest/rest-messages.ts';
import { compareVersions } from '../../core/update/program-version.ts';
import { isReadableBy } from '../../core/update/switch-fault.ts';
import { PackageFault } from '../../core/update/tar-reader.ts';
import {
  idleUpdate,
  stepUpdate,
  type UpdateEvent,
  type UpdateState,
} from '../../core/update/update-machine.ts';
import type { UpdateAlarm, UpdatePointer } from '../../core/update/update-pointer.ts';
import { type DayMinute, hasTimeCome } from '../../core/update/update-time.ts';
import type { Log } from '../program/log.ts';
import { writeFaultText } from '../system/file-reasons.ts';
import { lockInstallation } from '../system/folder-lock.ts';
import type { Installation, WaitingUpdate } from './installation.ts';
import { readStoringVersion } from './package-file.ts';
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
  onAlarm(alarm: UpdateAlarm | undefined): void;
  /** Stops the program after the running payment. */
  stop(): void;
}

/** Whether a version waits for the switch now, or why not. */
export interface UpdateAnswer {
  readonly accepted: boolean;
  readonly why?: string;
}

const lookEveryMs = 1000;
/** Longest time after the start in which orders wait for the page of a new version, ms. */
const ownPageMs = 20_000;
const ownPageLookMs = 100;
const pointerEveryMs = 5000;

/** The updates of a running sidecar: waits for the switch, makes it, and reports the state of the running version. */
export class UpdateRunner {
  #state: UpdateState = idleUpdate;
  #waiting: WaitingUpdate | undefined;
  #pointer: UpdatePointer | undefined;
  /** The proof of this version. It stays when the pointer names the version before: the way back may end this program. */
  #proof: UpdatePointer['proving'];
  /** True once payments may begin: the first one of an unproven version has claimed it, or the version is proven. */
  #isClaimed = false;
  #claiming: Promise<boolean> | undefined;
  #hadPage = false;
  #opensUntil = 0;
  #hasOwnPage = false;
  #isClosed = false;
  #notWritten: string | undefined;
  /** Why this program starts again when it is idle, or cannot, in words. Undefined: it goes on. */
  #restart: string | undefined;
  #isRestarting = false;
  #letGo = () => {};
  /** Frees the installation, which the program has from the decision to switch until the switch. */
  #free: (() => void) | undefined;
  readonly #cancels = new Map<() => Promise<void>, () => void>();

  constructor(private readonly deps: UpdateRunnerDeps) {}

  /** Reads what an earlier start has left. */
  async open(): Promise<void> {
    const { installation, version, log, clock } = this.deps;
    this.#opensUntil = clock.monotonic() + ownPageMs;
    this.#letGo = await installation.hold(version);
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
    try {
      await this.#wait({ version, as, atOnce, since: clock.now() });
    } catch (error) {
      this.#waiting = undefined;
      this.#state = idleUpdate;
      return { accepted: false, why: faultWords(error, this.deps.installation) };
    }
    return { accepted: this.#state.is === 'waiting' };
  }

  /** True if a payment may begin. The first one of an unproven version claims it; false if the way back has claimed it. */
  mayBegin(): Promise<boolean> {
    if (this.#isClaimed) return Promise.resolve(true);
    this.#claiming ??= this.#claim().finally(() => {
      this.#claiming = undefined;
    });
    return this.#claiming;
  }

  /**
   * Resolves when a till's order may go to a page, to true if it had to wait: at once, unless this version is unproven and only its page is still to come.
   * The page of the version before reloads within seconds. An order that it took would claim this version before its page has
   * ever been seen, so that a page that cannot start would no longer bring the way back.
   */
  async awaitOwnPage(): Promise<boolean> {
    const { clock } = this.deps;
    const mayCome = () => !this.#isClaimed && !this.#hasOwnPage && !this.#isClosed;
    let hasWaited = false;
    while (this.#proof?.pageExpected && mayCome() && clock.monotonic() < this.#opensUntil) {
      await new Promise<void>((resolve) => void clock.after(ownPageLookMs, resolve));
      hasWaited = true;
    }
    return hasWaited;
  }

  /** A page of this version has connected: it may store what the version before cannot read. */
  async onOwnPage(): Promise<void> {
    this.#hasOwnPage = true;
    if (this.#proof && !this.#proof.readable) await this.deps.installation.claim('page', this.#proof.id);
  }

  async report(): Promise<UpdateReport> {
    // The watcher may have written a moment ago.
    await this.#lookAtPointer();
    const { proving, alarm } = this.#pointer ?? {};
    const last = this.#lastFailed();
    return {
      ...(this.#waiting && { waiting: this.#waiting.version }),
      ...(proving && !alarm && { proving: true }),
      ...(last && {
        failed: { version: last.version, why: last.why, at: new Date(last.at).toISOString() },
      }),
      ...(alarm && {
        alarm: { version: alarm.version, why: alarm.why, at: new Date(alarm.at).toISOString() },
      }),
    };
  }

  alarm(): UpdateAlarm | undefined {
    return this.#pointer?.alarm;
  }

  /** Why an unproven version cannot be proven, and what to do. Undefined while the installation takes writes. */
  writeFault(): string | undefined {
    return this.#notWritten;
  }

  /** Says that the running version is not the one to run, or that its folder is gone, and what to do. Undefined: all is well. */
  versionFault(): string | undefined {
    return this.#restart;
  }

  close(): void {
    this.#isClosed = true;
    this.#letGo();
    for (const cancel of this.#cancels.values()) cancel();
  }

  /**
   * Makes the switch, once the program has closed everything. True if the program must start again, also after a failure.
   *
   * @param isStopAsked true if somebody has asked for the end: then the switch waits for the next start
   */
  async finish(isStopAsked = false): Promise<boolean> {
    if (isStopAsked) {
      this.#free?.();
      return false;
    }
    if (this.#state.is !== 'switched' || !this.#waiting) return this.#isRestarting;
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
      if (pointer.version !== version)
        return `version ${pointer.version} is the next one to start, as soon as no payment runs. Repeat the command when it runs`;
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
        `the ${waiting.as} cannot be made: ${faultWords(error, installation)}. Then: hipay-ecr ${waiting.as} again`,
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
    if (!this.#pointer) await this.#lookAtPointer();
    if (this.#proof && !(await installation.claim('payment', this.#proof.id))) {
      if (await installation.isClaimed('way-back', this.#proof.id)) return false;
      // A rollback that has removed the claims ends this program.
      if ((await installation.pointer().catch(() => undefined))?.version !== version) return false;
    }
    this.#isClaimed = true;
    return true;
  }

  async #readPointer(): Promise<void> {
    await this.#lookAtPointer();
    await this.#tryWrite();
    await this.#lookAtNext();
  }

  /**
   * Starts again when idle if another version is to run, or if the folder of this one is gone: an earlier switch was cut, or
   * another till of this installation has made one, or a person.
   */
  async #lookAtNext(): Promise<void> {
    const { installation, version, home, isBusy, log, stop } = this.deps;
    if (this.#state.is === 'switched') return;
    const isFolderThere = await installation.hasVersion(version);
    const next = await installation.pointer().catch(() => undefined);
    // A version that another till is proving may go back.
    const isOther = next && next.version !== version && (!next.proving || next.proving.home === home);
    if (isFolderThere && !isOther) {
      this.#restart = undefined;
      return;
    }
    const mayStart = next !== undefined && (await this.#mayStart(next.version));
    const words = nextWords(installation, version, { next: next?.version, isFolderThere, mayStart });
    if (words !== this.#restart) log.error({ version, next: next?.version }, words);
    this.#restart = words;
    if (!mayStart || this.#isRestarting || (await isBusy())) return;
    this.#isRestarting = true;
    stop();
  }

  /** True if a version is there, and reads what this one stores. */
  async #mayStart(next: string): Promise<boolean> {
    const { installation, version } = this.deps;
    const [other, own] = await Promise.all(
      [next, version].map((each) => readStoringVersion(installation.folderOf(each), each)),
    );
    return other?.storedForms !== undefined && own !== undefined && isReadableBy(other, own);
  }

  async #lookAtPointer(): Promise<void> {
    const { installation, log, version } = this.deps;
    if (this.#pointer && !this.#pointer.proving && !this.#pointer.alarm) return;
    const pointer = await installation.pointer().catch(() => this.#pointer);
    const before = this.#pointer?.alarm;
    this.#pointer = pointer;
    if (pointer?.version === version) this.#proof = pointer.proving;
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

interface Next {
  readonly next: string | undefined;
  readonly isFolderThere: boolean;
  readonly mayStart: boolean;
}

function nextWords(
  installation: Installation,
  version: string,
  { next, isFolderThere, mayStart }: Next,
): string {
  const starts = `It starts again as version ${next} as soon as no payment runs`;
  if (!isFolderThere)
    return `the folder ${installation.folderOf(version)} of the running program is gone, so its pages and commands may fail. ${mayStart ? starts : 'Make the installation again, then start the connector again'}`;
  return mayStart
    ? `version ${next} is the one to run, and version ${version} runs. ${starts}`
    : `version ${next} is the one to run, but it is damaged, or cannot read what the running version ${version} stores. Install it again, or a higher one: hipay-ecr update --from FILE`;
}

/** Says what has happened with an alarm, and what a person must do. */
export const updateAlarmText = ({ version, why, stays }: UpdateAlarm): string =>
  `version ${version} is not proven: ${why}. ${stays ? `${staysWords[stays]}, so it` : 'It'} does not go back by itself. Reload its page (F5) when no payment runs, or open it if it is closed. If it does not work then: ${stays === undefined || stays === 'payment' ? 'hipay-ecr rollback, or ' : ''}a higher version with hipay-ecr update --from`;

const staysWords: Readonly<Record<NonNullable<UpdateAlarm['stays']>, string>> = {
  payment: 'Payments have begun with it',
  page: 'Its page may have stored what the version before cannot read',
  'no-version-before': 'The version before is missing',
};
