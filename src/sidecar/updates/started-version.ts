import { mayRead } from '../access/running-home.ts';
import { isFolderTaken, isWatched } from '../system/folder-lock.ts';
import { findOwnInstallation } from './installation.ts';

/** Longest time from the end of a version to the answers of the next one, ms. */
export const switchWithinMs = 15_000;

/** True while a connector that does not answer may be between two versions: for a moment it has neither the folder nor the port. */
export async function isSwitching(
  home: string,
  now: number,
  findInstallation = findOwnInstallation,
): Promise<boolean> {
  const installation = await findInstallation();
  if (!installation) return false;
  const at = await installation.pointedAt();
  if (at !== undefined && Math.abs(now - at) < switchWithinMs) return true;
  return (await installation.waiting()) !== undefined && (await isFolderTaken(home));
}

/** A new version that was started for a home folder and does not answer yet, in words. Undefined: there is none. */
export async function describeStarted(
  home: string,
  findInstallation = findOwnInstallation,
): Promise<string | undefined> {
  const installation = await findInstallation();
  if (!installation || !(await isWatched(installation.root)) || !(await mayRead(home))) return undefined;
  const pointer = await installation.pointer().catch(() => undefined);
  if (pointer?.proving?.home !== home) return undefined;
  const { version, previous, alarm } = pointer;
  const next = alarm
    ? 'It does not go back by itself'
    : `If it is not ready within five minutes, it goes back to version ${previous} by itself`;
  return `Version ${version} was started for ${home}, and does not answer yet. ${next}. At once: hipay-ecr rollback --now, if version ${previous} reads its records.`;
}
