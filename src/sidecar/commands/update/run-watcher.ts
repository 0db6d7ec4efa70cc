import { realpath } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { HealthSeen } from '../../../core/update/update-machine.ts';
import { findOwnSidecar } from '../../access/owner-key.ts';
import { exitCode } from '../../command-line/command.ts';
import { openLog } from '../../program/log.ts';
import { systemClock } from '../../program/version.ts';
import { isFolderTaken, lockWatch } from '../../system/folder-lock.ts';
import { systemProcesses } from '../../system/processes.ts';
import { stopSignals } from '../../system/signals.ts';
import type { Installation } from '../../updates/installation.ts';
import { type NewVersionEnd, watchNewVersion } from '../../updates/watch-new-version.ts';
import type { OwnerCommandDeps } from '../status.ts';

const lookEveryMs = 500;
/** A program that does not end within this time is killed, unless a payment has begun in it. */
const endWithinMs = 10_000;
const endLookMs = 100;

const health = z.object({
  version: z.string(),
  pageBuild: z.optional(z.object({ version: z.string(), journal: z.string() })),
});
/** The message of the new version to the launcher, which passes it on. */
const homeMessage = z.object({
  home: z.string(),
  isBlocked: z.optional(z.boolean()),
  /** True if a person or a till has asked it to end. */
  isStopped: z.optional(z.boolean()),
});
const endMessage = z.object({ ended: z.object({ asked: z.boolean(), isDone: z.boolean() }) });

/** The messages of the launcher: it passes on those of the new version, and says how that version has ended. */
export class NewVersionMessages {
  home: string | undefined;
  #isBlocked = false;
  #isStopped = false;

  /** Notes what a message says. Returns how the new version has ended; undefined: the message does not say that. */
  take(raw: unknown): NewVersionEnd | undefined {
    const place = homeMessage.safeParse(raw).data;
    this.home = place?.home ?? this.home;
    this.#isBlocked ||= place?.isBlocked === true;
    this.#isStopped ||= place?.isStopped === true;
    const { ended } = endMessage.safeParse(raw).data ?? {};
    return (
      ended && {
        asked: ended.asked || this.#isStopped,
        isDone: ended.isDone,
        isBlocked: this.#isBlocked,
      }
    );
  }
}

/** Watches the new version for the launcher, which sends a message when that version has ended. */
export async function runWatcher(
  pid: number,
  installation: Installation,
  { env, fetchUrl }: OwnerCommandDeps,
): Promise<number> {
  // A stop of the computer or of a service reaches every process. The launcher says how the new version has ended.
  for (const signal of stopSignals(false)) process.on(signal, () => {});
  const messages = new NewVersionMessages();
  let hasEnded = false;
  const end = new Promise<NewVersionEnd>((resolve) => {
    process.on('message', (raw) => {
      const how = messages.take(raw);
      hasEnded ||= how !== undefined;
      if (how) resolve(how);
    });
    // If the launcher ends, the new version ends too. The next start is watched again.
    const onCut = () => resolve({ asked: true, isDone: false, isCut: true });
    process.once('disconnect', onCut);
    // The launcher may have ended while this program started.
    if (process.channel === undefined || !process.connected) onCut();
  });
  const log = openLog(env['HIPAY_ECR_LOG'] ?? 'info');
  try {
    await watchNewVersion({
      installation,
      clock: systemClock,
      log,
      start: { pid, at: await systemProcesses().startOf(pid) },
      // It also says to the other commands that a version is being proven. A service without local sockets has no lock.
      takeWatch: () => lockWatch(installation.root).catch(() => true),
      isOutsider: async (home) =>
        (messages.home === undefined
          ? hasEnded
          : (await realFolder(messages.home)) !== (await realFolder(home))) && (await isFolderTaken(home)),
      // The new version may have been started with another folder than the version before.
      ask: (home) => askHealth(messages.home ?? home, pid, fetchUrl),
      ended: end,
      endNewVersion: (mayKill) => endProcess(pid, mayKill),
      isThere: () => systemProcesses().isRunning(pid),
      lookEveryMs,
    });
  } catch (error) {
    log.error({ error: (error as Error).message }, 'the new version cannot be watched');
    return exitCode.failed;
  }
  if (process.connected) process.disconnect();
  return exitCode.ok;
}

const realFolder = (path: string): Promise<string> => realpath(path).catch(() => path);

async function askHealth(home: string, pid: number, fetchUrl: typeof fetch): Promise<HealthSeen | undefined> {
  const sidecar = await findOwnSidecar(home, fetchUrl);
  if (sidecar?.pid !== pid) return undefined;
  const reply = await sidecar.call('GET', '/health');
  const seen = health.safeParse(reply?.body).data;
  if (!seen) return undefined;
  return {
    version: seen.version.replace(/-concertv2-.*$/, ''),
    pageVersion: seen.pageBuild?.version,
    isJournalOpen: seen.pageBuild?.journal === 'open',
  };
}

/** Ends a process: SIGTERM lets a running payment end and no other one begin. Then kills it, if that is allowed. */
async function endProcess(pid: number, mayKill: () => Promise<boolean>): Promise<void> {
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  };
  kill('SIGTERM');
  const until = performance.now() + endWithinMs;
  const { isRunning } = systemProcesses();
  while (isRunning(pid)) {
    if (performance.now() >= until && (await mayKill())) return kill('SIGKILL');
    await new Promise((go) => setTimeout(go, endLookMs));
  }
}
