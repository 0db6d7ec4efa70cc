import * as z from 'zod/mini';
import type { HealthSeen } from '../../../core/update/update-machine.ts';
import { findOwnSidecar } from '../../access/owner-key.ts';
import { exitCode } from '../../command-line/command.ts';
import { openLog } from '../../program/log.ts';
import { systemClock } from '../../program/version.ts';
import { stopSignals } from '../../system/signals.ts';
import type { Installation } from '../../updates/installation.ts';
import { type NewVersionEnd, watchNewVersion } from '../../updates/watch-new-version.ts';
import type { OwnerCommandDeps } from '../status.ts';

const lookEveryMs = 500;
/** A program that does not end within this time is killed. No payment runs in it, because the way back was claimed before. */
const endWithinMs = 10_000;

const health = z.object({
  version: z.string(),
  pageBuild: z.optional(z.object({ version: z.string(), journal: z.string() })),
});
/** The message of the new version to the launcher, which passes it on. */
const homeMessage = z.object({ home: z.string() });
const endMessage = z.object({ ended: z.object({ asked: z.boolean(), isDone: z.boolean() }) });

/** Watches the new version for the launcher, which sends a message when that version has ended. */
export async function runWatcher(
  pid: number,
  installation: Installation,
  { env, fetchUrl }: OwnerCommandDeps,
): Promise<number> {
  // A stop of the computer or of a service reaches every process. The launcher says how the new version has ended.
  for (const signal of stopSignals(false)) process.on(signal, () => {});
  let newHome: string | undefined;
  const end = new Promise<NewVersionEnd>((resolve) => {
    process.on('message', (raw) => {
      const message = endMessage.safeParse(raw).data;
      if (message) resolve(message.ended);
      newHome = homeMessage.safeParse(raw).data?.home ?? newHome;
    });
    // If the launcher ends, the new version ends too. The next start is watched again.
    process.once('disconnect', () => resolve({ asked: true, isDone: false, isCut: true }));
  });
  const log = openLog(env['HIPAY_ECR_LOG'] ?? 'info');
  try {
    await watchNewVersion({
      installation,
      clock: systemClock,
      log,
      // The new version may have been started with another folder than the version before.
      ask: (home) => askHealth(newHome ?? home, pid, fetchUrl),
      ended: end,
      endNewVersion: () => endProcess(pid, end),
      lookEveryMs,
    });
  } catch (error) {
    log.error({ error: (error as Error).message }, 'the new version cannot be watched');
    return exitCode.failed;
  }
  if (process.connected) process.disconnect();
  return exitCode.ok;
}

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

async function endProcess(pid: number, end: Promise<unknown>): Promise<void> {
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, endWithinMs);
  });
  kill('SIGTERM');
  await Promise.race([end, timeout]);
  // The launcher waits for the end of this program.
  clearTimeout(timer);
  kill('SIGKILL');
}
