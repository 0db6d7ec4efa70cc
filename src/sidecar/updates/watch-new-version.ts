import type { Clock } from '../../core/ports/host.ts';
import {
  type HealthSeen,
  idleUpdate,
  isFinal,
  stepUpdate,
  type UpdateAction,
  type UpdateEvent,
  type UpdateState,
} from '../../core/update/update-machine.ts';
import {
  alarmPointer,
  pointerBack,
  provenPointer,
  type UpdatePointer,
  type UpdateProof,
} from '../../core/update/update-pointer.ts';
import type { Log } from '../program/log.ts';
import { writeFaultText } from '../system/file-reasons.ts';
import { lockInstallation } from '../system/folder-lock.ts';
import { shellWords } from '../system/shell-words.ts';
import { thisSystem } from '../system/systems.ts';
import type { Installation } from './installation.ts';

export interface NewVersionEnd {
  readonly asked: boolean;
  readonly isDone: boolean;
  /** True if the start did not get its home folder or its port: that says nothing about the version. */
  readonly isBlocked?: boolean;
  /** True if the launcher has ended too, so that nothing says how the new version ended. */
  readonly isCut?: boolean;
}

export interface WatchDeps {
  readonly installation: Installation;
  readonly clock: Clock;
  readonly log: Log;
  /** The process of the new version; `at` is empty if the process has ended, or the system does not say when it was started. */
  readonly start: { readonly pid: number; readonly at: string };
  /** Takes the watch of the installation, which one watcher has until its process ends. False: another one has it. */
  takeWatch(): Promise<boolean>;
  /**
   * True if another program has this home folder, the one of the proof, and the new version uses another one, or has ended without
   * any. Only the start with the folder of the proof counts.
   */
  isOutsider(home: string): Promise<boolean>;
  /** What the new version answers now. Undefined if it does not answer. */
  ask(home: string): Promise<HealthSeen | undefined>;
  /** Resolves when the new version has ended. */
  readonly ended: Promise<NewVersionEnd>;
  /** Asks the new version to end, and kills it if it does not, and still may be killed then. Resolves when it has ended. */
  endNewVersion(mayKill: () => Promise<boolean>): Promise<void>;
  /** True while the process of the new version is there. */
  isThere(): boolean;
  readonly lookEveryMs: number;
}

/**
 * Watches a new version from its start until it is proven, or goes back. The version before runs this code, because that
 * version works on this computer. The watch ends at the latest when the new version ends.
 */
export async function watchNewVersion(deps: WatchDeps): Promise<UpdateState> {
  const { installation, clock, log } = deps;
  let end: NewVersionEnd | undefined;
  void deps.ended.then((how) => {
    end = how;
  });
  const pause = () =>
    Promise.race([deps.ended, new Promise<void>((resolve) => clock.after(deps.lookEveryMs, resolve))]);
  // A second start of the same version: the watcher of the first one decides, until it has ended.
  for (let isFirst = true; !(await deps.takeWatch()); isFirst = false) {
    if (isFirst) log.warn({ root: installation.root, holder: shellWords[thisSystem].lockOwner }, watchTaken);
    await pause();
    if (!end) continue;
    const { proving } = await installation.pointer();
    if (end.isCut && proving) await endIfSilent(deps, proving);
    return idleUpdate;
  }
  const pointer = await installation.pointer();
  const { version, proving, alarm } = pointer;
  if (!proving) return idleUpdate;
  const count = new StartCount(deps, version, proving);
  const starts = alarm ? proving.starts : await count.add(pointer);
  const watcher = new Watcher(deps);
  // An earlier watcher has claimed the way back: the new version gets no further try.
  const isGoingBack = await installation.isClaimed('way-back', proving.id);
  const { pageExpected, readable } = proving;
  await watcher.take({
    kind: 'started',
    now: clock.monotonic(),
    version,
    starts: isGoingBack ? Number.MAX_SAFE_INTEGER : starts,
    alarm: alarm?.why,
    pageExpected,
    readable,
  });
  while (!isFinal(watcher.state)) {
    if (end) {
      const { asked, isDone, isCut, isBlocked } = end;
      const isOutside = isBlocked || (!asked && (await deps.isOutsider(proving.home)));
      const cannotRun = await installation.runFault(version);
      await watcher.take({ kind: 'ended', asked: asked || isOutside, isDone, cannotRun });
      // A start that a person or the system has stopped is no failed one.
      if (watcher.state.is === 'proving' && !isCut) await count.takeBack().catch(() => {});
      // A version that hangs does not see that its launcher is gone.
      if (isCut) await endIfSilent(deps, proving);
      break;
    }
    if (await deps.isOutsider(proving.home)) {
      // The watcher of the start that has the folder goes on.
      await count.takeBack().catch(() => {});
      break;
    }
    const now = await installation.pointer().catch(() => pointer);
    if (now.version === version && !now.proving) break;
    if (now.version !== version) {
      log.warn({ version, next: now.version }, 'another version was chosen while this one was being proven');
      await endIfSilent(deps, proving);
      break;
    }
    const health = await deps.ask(proving.home);
    await watcher.take({ kind: 'asked', now: clock.monotonic(), health });
    if (!isFinal(watcher.state)) await pause();
  }
  return watcher.state;
}

const watchTaken =
  'another program watches this installation, usually that of an earlier start: until it ends, this start is not proven';

/** Counts a start of the new version in the pointer, once for all its watchers. */
class StartCount {
  #isCounted = false;

  constructor(
    private readonly deps: Pick<WatchDeps, 'installation' | 'log' | 'start'>,
    private readonly version: string,
    private readonly proving: UpdateProof,
  ) {}

  /** Returns the number of starts with this one. */
  async add(pointer: UpdatePointer): Promise<number> {
    const { start, installation, log } = this.deps;
    const { starts, counted } = this.proving;
    // Of a process that has ended, only the id is known.
    this.#isCounted = counted?.pid === start.pid && (start.at === '' || counted.at === start.at);
    if (this.#isCounted) return starts;
    try {
      await installation.writePointer({
        ...pointer,
        proving: { ...this.proving, starts: starts + 1, counted: start },
      });
      this.#isCounted = true;
    } catch (error) {
      // The watch goes on: the way back needs no new file.
      log.error(...notWritten(error, installation));
    }
    return starts + 1;
  }

  async takeBack(): Promise<void> {
    const { installation } = this.deps;
    const pointer = await installation.pointer();
    if (!this.#isCounted || pointer.version !== this.version || !pointer.proving) return;
    const { counted: _, starts, ...proving } = pointer.proving;
    await installation.writePointer({ ...pointer, proving: { ...proving, starts: starts - 1 } });
  }
}

/**
 * Ends the new version if it does not answer, or if the way back was claimed. Otherwise it ends by itself, and this waits for
 * that: after the first payment, a customer may be at the terminal, whether the version answers or not.
 */
async function endIfSilent(deps: WatchDeps, { home, id }: UpdateProof): Promise<void> {
  const { installation, clock, log, ask, isThere, endNewVersion, lookEveryMs, start } = deps;
  const mayKill = async () => !(await installation.isClaimed('payment', id));
  let isTold = false;
  for (let silent = 0; isThere(); ) {
    if (await installation.isClaimed('way-back', id)) return endNewVersion(mayKill);
    silent = (await ask(home)) === undefined ? silent + 1 : 0;
    if (silent >= silentLooks && (await mayKill())) return endNewVersion(mayKill);
    if (silent >= silentLooks && !isTold) log.error({ pid: start.pid }, silentPayment);
    isTold ||= silent >= silentLooks;
    await new Promise<void>((resolve) => clock.after(lookEveryMs, resolve));
  }
}

const silentPayment =
  'the new version does not answer, and is not ended, because payments have begun with it. When no customer is at the terminal, end this process';

/** A version that is closing, or busy for a moment, answers no single question either. */
const silentLooks = 4;

class Watcher {
  state: UpdateState = idleUpdate;

  constructor(private readonly deps: WatchDeps) {}

  /** True if the state is that of another version. */
  isOther(version: string): boolean {
    return 'version' in this.state && this.state.version !== version;
  }

  async take(event: UpdateEvent): Promise<void> {
    const { state, actions } = stepUpdate(this.state, event);
    this.state = state;
    for (const action of actions) await this.#actOnceWritable(action);
  }

  /** Repeats an action whose write has failed, until it works or the new version has ended. */
  async #actOnceWritable(action: UpdateAction): Promise<void> {
    const { installation, clock, log, ended, lookEveryMs } = this.deps;
    let hasEnded = false;
    void ended.then(() => {
      hasEnded = true;
    });
    for (let isFirst = true; ; isFirst = false) {
      try {
        return await this.#act(action);
      } catch (error) {
        if (isFirst) log.error(...notWritten(error, installation));
        if (hasEnded) return;
        await new Promise<void>((resolve) => clock.after(lookEveryMs, resolve));
      }
    }
  }

  async #act(action: UpdateAction): Promise<void> {
    const { installation, log, endNewVersion } = this.deps;
    const pointer = await installation.pointer();
    const { version, previous } = pointer;
    // Another version was chosen, or this one was proven, in the meantime: the watch sees that at its next look.
    const isOurs = pointer.proving !== undefined && !this.isOther(version);
    if (!isOurs && action.do !== 'end-new-version') return;
    switch (action.do) {
      case 'claim-way-back':
        return this.take({ kind: 'claimed', hasWon: await this.#claimWayBack(pointer) });
      case 'claim-page':
        await installation.claim('page', pointer.proving?.id);
        return;
      case 'point-back':
        await this.#pointBack(pointer, action.why);
        log.error({ version, back: previous, why: action.why }, 'the update goes back to the version before');
        return;
      case 'end-new-version':
        return endNewVersion(async () => !(await installation.isClaimed('payment', pointer.proving?.id)));
      case 'write-proven':
        await installation.writePointer(provenPointer(pointer));
        await installation.noteProven(version, true);
        log.info({ version }, 'the update is proven');
        return this.#removeUnused().catch((error: unknown) =>
          log.warn({ error: String(error) }, 'old versions could not be removed'),
        );
      case 'raise-alarm':
        await this.#raiseAlarm(pointer, action.why);
    }
  }

  async #claimWayBack({ previous, proving }: UpdatePointer): Promise<boolean> {
    const { installation, log } = this.deps;
    if (previous !== undefined && (await installation.hasVersion(previous)))
      return installation.claim('way-back', proving?.id);
    log.error({ previous }, 'there is no way back: the version before is not there');
    return false;
  }

  async #raiseAlarm(pointer: UpdatePointer, why: string): Promise<void> {
    const { installation, clock, log } = this.deps;
    const { version, previous, proving } = pointer;
    const isThere = previous !== undefined && (await installation.hasVersion(previous));
    const stays = (await installation.isClaimed('payment', proving?.id))
      ? 'payment'
      : (await installation.isClaimed('page', proving?.id))
        ? 'page'
        : isThere
          ? undefined
          : 'no-version-before';
    await installation.writePointer(alarmPointer(pointer, { why, at: clock.now(), stays }));
    log.error({ version, why, stays }, 'the update is not ready, and does not go back by itself');
  }

  async #pointBack(pointer: UpdatePointer, why: string): Promise<void> {
    const { installation, clock } = this.deps;
    try {
      await installation.writePointer(pointerBack(pointer, why, clock.now()));
    } catch (error) {
      if (!(await installation.takePreparedWayBack(pointer.version))) throw error;
    }
  }

  /** While another command unpacks a version, nothing is removed: the next proof does it. */
  async #removeUnused(): Promise<void> {
    const { installation } = this.deps;
    const free = await lockInstallation(installation.root);
    if (!free) return;
    try {
      await installation.removeUnused();
      await installation.removeUnfinished();
    } finally {
      free();
    }
  }
}

const notWritten = (error: unknown, { pointerPath }: Installation): [object, string] => [
  { file: pointerPath, error: String(error) },
  `${writeFaultText(error, pointerPath) ?? `${pointerPath} cannot be used: ${(error as Error).message}`}. Until then the update is neither proven nor counted`,
];
