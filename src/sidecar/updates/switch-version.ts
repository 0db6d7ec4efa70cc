import { isReadableBy, switchFault } from '../../core/update/switch-fault.ts';
import type { SwitchKind } from '../../core/update/update-machine.ts';
import {
  pointerBack,
  rolledBackPointer,
  switchedPointer,
  type UpdatePointer,
} from '../../core/update/update-pointer.ts';
import type { Installation } from './installation.ts';
import { readPackageFile, readStoringVersion } from './package-file.ts';

/** Another version, and how it comes. */
export interface Switch {
  readonly version: string;
  readonly as: SwitchKind;
}

/** The package files of the present version and of another one, with the pointer of this moment. */
async function readVersions(installation: Installation, version: string) {
  const pointer = await installation.pointer();
  const [present, other] = await Promise.all([
    readStoringVersion(installation.folderOf(pointer.version), pointer.version),
    readPackageFile(installation.folderOf(version)),
  ]);
  return { pointer, present, other };
}

/** Why the pointer must not name this version at this moment; undefined: it may. */
export const findSwitchFault = async (
  installation: Installation,
  { version, as }: Switch,
): Promise<string | undefined> => switchFault({ ...(await readVersions(installation, version)), as });

export interface SwitchDeps {
  readonly home: string;
  readonly pageExpected: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Lets the pointer name another version. Rejects with a SwitchRefused if it must not, and changes nothing then. */
export async function switchVersion(
  installation: Installation,
  { version, as }: Switch,
  { home, pageExpected, now }: SwitchDeps,
): Promise<UpdatePointer> {
  const { pointer, present, other } = await readVersions(installation, version);
  const fault = switchFault({ pointer, present, other, as });
  if (fault !== undefined) throw new SwitchRefused(fault);
  const readable = isReadableBy(present, other);
  const next =
    as === 'rollback'
      ? rolledBackPointer(pointer, now)
      : switchedPointer(pointer, version, {
          id: await installation.makeClaim(),
          home,
          pageExpected,
          readable,
        });
  if (as === 'update') await installation.prepareWayBack(pointerBack(next, wentBackOnFullDisk, now));
  // An installation of an older program has no such note yet.
  if (as === 'update' && !pointer.proving) await installation.noteProven(pointer.version, true);
  await installation.writePointer(next);
  // Only now the present version is gone back from: a switch that fails changes nothing.
  if (as === 'rollback') await installation.noteProven(pointer.version, false);
  await installation.removeOldClaims().catch(() => {});
  return next;
}

const wentBackOnFullDisk = 'it did not get ready while the disk took no file (the log says why)';

/** The pointer must not name the other version; the message says why. */
export class SwitchRefused extends Error {}
