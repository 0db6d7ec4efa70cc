import * as z from 'zod/mini';
import { rolledBackPointer, switchedPointer } from '../../../core/update/update-pointer.ts';
import type { OwnSidecar } from '../../access/owner-key.ts';
import { exitCode, type Screen } from '../../command-line/command.ts';
import type { Installation } from '../../updates/installation.ts';
import { isReadableBy } from '../../updates/unpack.ts';

export interface HandOver {
  readonly version: string;
  readonly as: 'update' | 'rollback';
  readonly atOnce: boolean;
  readonly home: string;
}

const accepted = z.object({ accepted: z.boolean() });

/** Asks the running connector to switch as soon as it may. If none runs, writes the pointer now, for the next start. */
export async function handOver(
  { version, as, atOnce, home }: HandOver,
  installation: Installation,
  sidecar: OwnSidecar | undefined,
  screen: Screen,
): Promise<number> {
  const reply = await sidecar?.call('POST', '/update', { version, as, atOnce });
  if (reply) {
    if (reply.status !== 200 || !accepted.safeParse(reply.body).data?.accepted) {
      screen.complain(
        `Version ${version} is unpacked, but the running connector does not take it: it was not started by the launcher of ${installation.root}. Start it with hipay-ecr in that folder, then repeat the command.\n`,
      );
      return exitCode.failed;
    }
    const until = atOnce ? '' : ', and for update_time of config.yml';
    screen.print(
      `Version ${version} waits until no payment runs${until}. hipay-ecr status tells how it stands.\n`,
    );
    return exitCode.ok;
  }
  const pointer = await installation.pointer();
  await installation.freeClaim();
  const readable = await isReadableBy(installation, pointer.version, version);
  const proving = { home, pageExpected: false, readable };
  await installation.writePointer(
    as === 'rollback' ? rolledBackPointer(pointer) : switchedPointer(pointer, version, proving),
  );
  screen.print(`No connector runs for ${home}. Its next start is version ${version}.\n`);
  return exitCode.ok;
}
