import * as z from 'zod/mini';
import type { UpdatePointer } from '../../../core/update/update-pointer.ts';
import type { OwnSidecar } from '../../access/owner-key.ts';
import { describeNoAnswer, mayRead } from '../../access/running-home.ts';
import { exitCode, type Screen } from '../../command-line/command.ts';
import { systemClock } from '../../program/version.ts';
import { isWatched } from '../../system/folder-lock.ts';
import { systemProcesses } from '../../system/processes.ts';
import type { Installation } from '../../updates/installation.ts';
import { findSwitchFault, SwitchRefused, switchVersion } from '../../updates/switch-version.ts';

export interface HandOver {
  readonly version: string;
  readonly as: 'update' | 'rollback';
  readonly atOnce: boolean;
  readonly home: string;
}

/** How long the command waits, ms. */
export interface HandOverTimes {
  /** Time after which it says that it waits for the answer of the running connector. */
  readonly sayAfter: number;
  /** Time limit for that answer, which needs no payment and no network. */
  readonly answer: number;
  /** Time limit for the end of a version that does not answer: its watcher notices that, asks it to end, then kills it. */
  readonly end: number;
}
const usualTimes: HandOverTimes = { sayAfter: 2000, answer: 20_000, end: 35_000 };

const answer = z.object({ accepted: z.boolean(), why: z.optional(z.string()) });

/** Asks the running connector to switch as soon as it may. If none runs, writes the pointer now, for the next start. */
export async function handOver(
  request: HandOver,
  installation: Installation,
  sidecar: OwnSidecar | undefined,
  screen: Screen,
  times = usualTimes,
): Promise<number> {
  const { version, as, atOnce, home } = request;
  const reply = sidecar && (await askSidecar(request, sidecar, screen, times));
  if (reply) {
    const { accepted = false, why } = answer.safeParse(reply.body).data ?? {};
    if (reply.status !== 200) {
      screen.complain(
        `Nothing was changed: the running connector has answered with status ${reply.status}. Its log says why.\n`,
      );
      return exitCode.failed;
    }
    if (!accepted) {
      screen.complain(
        why !== undefined
          ? notSwitched(why)
          : `Version ${version} is unpacked, but the running connector does not take it: it was not started by the launcher of ${installation.root}. Start it with hipay-ecr in that folder, then repeat the command.\n`,
      );
      return exitCode.failed;
    }
    const notBefore = atOnce ? '' : ', but not before update_time of config.yml';
    screen.print(
      `The running connector changes to version ${version} as soon as no payment runs${notBefore}. hipay-ecr status tells how it stands.\n`,
    );
    return exitCode.ok;
  }
  const pointer = await installation.pointer();
  // The watcher ends a version that does not answer, once the pointer names another one.
  if (pointer.proving?.home === home && (await isWatched(installation.root)) && (await mayRead(home)))
    return replaceSilent(request, pointer, installation, { screen, times, sidecar });
  const { isTaken, text } = await describeNoAnswer(home, as);
  if (isTaken) {
    screen.complain(`${text}\nNothing was changed.${sidecar ? mayStillTakeIt : ''}\n`);
    return exitCode.failed;
  }
  const done = await switchNow(request, installation, screen);
  if (done) screen.print(`No connector runs for ${home}. Its next start is version ${version}.\n`);
  return done ? exitCode.ok : exitCode.failed;
}

async function askSidecar(
  { version, as, atOnce }: HandOver,
  sidecar: OwnSidecar,
  screen: Screen,
  times: HandOverTimes,
) {
  const cancel = systemClock.after(times.sayAfter, () =>
    screen.print(
      `The running connector (process ${sidecar.pid}) does not answer yet. This waits ${times.answer / 1000} s for it.\n`,
    ),
  );
  try {
    return await sidecar.call('POST', '/update', { version, as, atOnce }, times.answer);
  } finally {
    cancel();
  }
}

/** Replaces a version that was started and does not answer, unless a customer may be at the terminal. */
async function replaceSilent(
  request: HandOver,
  { version: silent, proving }: UpdatePointer,
  installation: Installation,
  {
    screen,
    times,
    sidecar,
  }: { readonly screen: Screen; readonly times: HandOverTimes; readonly sidecar: OwnSidecar | undefined },
): Promise<number> {
  const { version, as } = request;
  // On a full disk the start was not counted.
  const pid = proving?.counted?.pid ?? sidecar?.pid;
  const fault = await findSwitchFault(installation, { version, as });
  if (fault !== undefined) {
    screen.complain(notSwitched(fault));
    return exitCode.failed;
  }
  // As before an automatic way back: after this claim, no payment begins with the silent version.
  if (as === 'rollback') await installation.claim('way-back', proving?.id);
  if (await installation.isClaimed('payment', proving?.id)) {
    screen.complain(
      `Nothing was changed: version ${silent} does not answer, and payments have begun with it, so a customer may be at the terminal now. Wait until the terminal is idle, then repeat the command. If it still does not answer then: write down what the last ticket says, end ${pid === undefined ? 'the connector' : `process ${pid}`}, and repeat the command.${sidecar ? mayStillTakeIt : ''}\n`,
    );
    return exitCode.failed;
  }
  const isDone = await switchNow(request, installation, screen).catch(async (error: unknown) => {
    // On a full disk: the way back was written in advance, and needs no new file.
    if (as === 'rollback' && (await installation.takePreparedWayBack(silent))) return true;
    throw error;
  });
  if (!isDone) return exitCode.failed;
  screen.print(`Version ${silent} does not answer. It is being ended, which takes up to half a minute.\n`);
  const { isRunning } = systemProcesses();
  const until = performance.now() + times.end;
  while (pid !== undefined && isRunning(pid) && performance.now() < until)
    await new Promise((go) => setTimeout(go, endLookMs));
  if (pid === undefined || isRunning(pid)) {
    screen.complain(
      `Version ${silent} has not ended yet. Version ${version} starts when it ends: hipay-ecr status tells which one runs. If nothing changes, restart the computer when no customer is at the terminal.\n`,
    );
    return exitCode.failed;
  }
  screen.print(`It has ended. Its launcher starts version ${version} in its place.\n`);
  return exitCode.ok;
}

const endLookMs = 100;
const mayStillTakeIt = ' When it answers again, it may still take this request.';

/** Writes the pointer. False: it must not name this version, and the screen has said why. */
async function switchNow(
  { version, as, home }: HandOver,
  installation: Installation,
  screen: Screen,
): Promise<boolean> {
  try {
    await switchVersion(installation, { version, as }, { home, pageExpected: false, now: systemClock.now() });
    // The next start must not switch to a version that has waited until now.
    await installation.keepWaiting(undefined).catch(() => {});
    return true;
  } catch (error) {
    if (!(error instanceof SwitchRefused)) throw error;
    screen.complain(notSwitched(error.message));
    return false;
  }
}

const notSwitched = (why: string): string =>
  `Nothing was changed: ${why}. hipay-ecr status tells how it stands.\n`;
