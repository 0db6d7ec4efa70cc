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
} from '../../core/update/update-pointer.ts';
import type { Log } from '../program/log.ts';
import { writeFaultText } from '../system/file-reasons.ts';
import { lockInstallation } from '../system/folder-lock.ts';
import type { Installation } from './installation.ts';

export interface NewVersionEnd {
  readonly asked: boolean;
  readonly isDone: boolean;
  /** True if the launcher has ended too, so that nothing says how the new version ended. */
  readonly isCut?: boolean;
}

export interface WatchDeps {
  readonly installation: Installation;
  readonly clock: Clock;
  readonly log: Log;
  /** What the new version answers now. Undefined if it does not answer. */
  ask(home: string): Promise<HealthSeen | undefined>;
  /** Resolves when the new version has ended. */
  readonly ended: Promise<NewVersionEnd>;
  /** Ends the new version. Resolves when it has ended or is killed. */
  endNewVersion(): Promise<void>;
  readonly lookEveryMs: number;
}

/**
 * Watches a new version from its start until it is proven, or goes back. The version before runs this code, because that
 * version works on this computer. The watch ends at the latest when the new version ends.
 */
export async function watchNewVersion(deps: WatchDeps): Promise<UpdateState> {
  const { installation, clock, log } = deps;
  const pointer = await installation.pointer();
  const { version, proving, alarm } = pointer;
  if (!proving) return idleUpdate;
  const starts = proving.starts + 1;
  const writeStarts = (count: number, to: UpdatePointer) =>
    installation.writePointer({ ...to, proving: { ...proving, starts: count } });
  const isCounted = await writeStarts(starts, pointer).then(
    () => true,
    (error: unknown) => {
      // The watch goes on: the way back needs no new file.
      log.error(...notWritten(error, installation));
      return false;
    },
  );
  const watcher = new Watcher(deps);
  // An earlier watcher has claimed the way back: the new version gets no further try.
  const isGoingBack = await installation.isClaimed('way-back');
  const { pageExpected, readable } = proving;
  await watcher.take({
    kind: 'started',
    now: clock.monotonic(),
    version,
    starts: isGoingBack ? Number.MAX_SAFE_INTEGER : alarm ? 1 : starts,
    pageExpected,
    readable,
  });
  const uncount = async () => {
    const now = await installation.pointer();
    if (now.version === version && now.proving) await writeStarts(starts - 1, now);
  };
  let end: NewVersionEnd | undefined;
  void deps.ended.then((how) => {
    end = how;
  });
  while (!isFinal(watcher.state)) {
    if (end) {
      const { asked, isDone, isCut } = end;
      await watcher.take({ kind: 'ended', asked, isDone });
      // A start that a person or the system has stopped is no failed one.
      if (watcher.state.is === 'proving' && isCounted && !isCut) await uncount().catch(() => {});
      break;
    }
    const health = await deps.ask(proving.home);
    await watcher.take({ kind: 'asked', now: clock.monotonic(), health });
    if (!isFinal(watcher.state))
      await Promise.race([
        deps.ended,
        new Promise<void>((resolve) => clock.after(deps.lookEveryMs, resolve)),
      ]);
  }
  return watcher.state;
}

class Watcher {
  state: UpdateState = idleUpdate;

  constructor(private readonly deps: WatchDeps) {}

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
    const { installation, log, clock, endNewVersion } = this.deps;
    const pointer = await installation.pointer();
    const { version, previous } = pointer;
    // A person has chosen another version in the meantime.
    if (!pointer.proving && action.do !== 'end-new-version') return;
    switch (action.do) {
      case 'claim-way-back':
        return this.take({ kind: 'claimed', hasWon: await this.#claimWayBack(previous) });
      case 'point-back':
        await this.#pointBack(pointer, action.why);
        log.error({ version, back: previous, why: action.why }, 'the update goes back to the version before');
        return;
      case 'end-new-version':
        return endNewVersion();
      case 'write-proven':
        await installation.writePointer(provenPointer(pointer));
        log.info({ version }, 'the update is proven');
        return this.#removeUnused().catch((error: unknown) =>
          log.warn({ error: String(error) }, 'old versions could not be removed'),
        );
      case 'raise-alarm':
        await installation.writePointer(alarmPointer(pointer, action.why, clock.now()));
        log.error({ version, why: action.why }, 'the update is not ready, and payments have begun with it');
    }
  }

  async #claimWayBack(previous: string | undefined): Promise<boolean> {
    const { installation, log } = this.deps;
    if (previous !== undefined && (await installation.hasVersion(previous)))
      return installation.claim('way-back');
    log.error({ previous }, 'there is no way back: the version before is not there');
    return false;
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
