import * as z from 'zod/mini';
import type { OwnSidecar } from '../../access/owner-key.ts';
import { describeNoAnswer } from '../../access/running-home.ts';
import { exitCode, type Screen } from '../../command-line/command.ts';
import { systemClock } from '../../program/version.ts';
import type { Installation } from '../../updates/installation.ts';
import { SwitchRefused, switchVersion } from '../../updates/switch-version.ts';

export interface HandOver {
  readonly version: string;
  readonly as: 'update' | 'rollback';
  readonly atOnce: boolean;
  readonly home: string;
}

const answer = z.object({ accepted: z.boolean(), why: z.optional(z.string()) });

/** Asks the running connector to switch as soon as it may. If none runs, writes the pointer now, for the next start. */
export async function handOver(
  { version, as, atOnce, home }: HandOver,
  installation: Installation,
  sidecar: OwnSidecar | undefined,
  screen: Screen,
): Promise<number> {
  const reply = await sidecar?.call('POST', '/update', { version, as, atOnce });
  if (reply) {
    const { accepted = false, why } = (reply.status === 200 && answer.safeParse(reply.body).data) || {};
    if (!accepted) {
      screen.complain(
        why !== undefined
          ? notSwitched(why)
          : `Version ${version} is unpacked, but the running connector does not take it: it was not started by the launcher of ${installation.root}. Start it with hipay-ecr in that folder, then repeat the command.\n`,
      );
      return exitCode.failed;
    }
    const until = atOnce ? '' : ', and for update_time of config.yml';
    screen.print(
      `Version ${version} waits until no payment runs${until}. hipay-ecr status tells how it stands.\n`,
    );
    return exitCode.ok;
  }
  const { isTaken, text } = await describeNoAnswer(home, as);
  if (isTaken) {
    screen.complain(`${text}\nNothing was changed.\n`);
    return exitCode.failed;
  }
  try {
    const deps = { home, pageExpected: false, now: systemClock.now() };
    await switchVersion(installation, { version, as }, deps);
  } catch (error) {
    if (!(error instanceof SwitchRefused)) throw error;
    screen.complain(notSwitched(error.message));
    return exitCode.failed;
  }
  screen.print(`No connector runs for ${home}. Its next start is version ${version}.\n`);
  return exitCode.ok;
}

const notSwitched = (why: string): string =>
  `Nothing was changed: ${why}. hipay-ecr status tells how it stands.\n`;
