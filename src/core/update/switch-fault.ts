import { compareVersions } from './program-version.ts';
import type { SwitchKind } from './update-machine.ts';
import { isBeingProven, type UpdatePointer } from './update-pointer.ts';

/** A version, and the form of what it stores: `storedForms` of its package.json. */
export interface StoringVersion {
  readonly version: string;
  readonly storedForms: number;
}

/** True if a version reads what another one stores. Another version would not see payments, and could charge them twice. */
export const isReadableBy = (reader: StoringVersion, writer: StoringVersion): boolean =>
  reader.storedForms >= writer.storedForms;

/** The newest version that reads what each of them may have stored; undefined: there is none. */
export const newestReader = (versions: readonly StoringVersion[]): string | undefined =>
  versions
    .filter((each) => versions.every((other) => isReadableBy(each, other)))
    .map(({ version }) => version)
    .sort(compareVersions)
    .at(-1);

export interface SwitchRequest {
  /** As it is at the moment of the switch: another command may have changed it since the package was checked. */
  readonly pointer: UpdatePointer;
  readonly present: StoringVersion;
  readonly other: StoringVersion;
  readonly as: SwitchKind;
}

/** Why the pointer must not name another version now, in words; undefined: it may. */
export function switchFault({ pointer, present, other, as }: SwitchRequest): string | undefined {
  const { version } = other;
  if (as === 'rollback' && pointer.previous !== version)
    return `version ${version} is not the one before ${pointer.version} any more`;
  if (as === 'update') {
    if (isBeingProven(pointer)) return `version ${pointer.version} is being proven`;
    const order = compareVersions(version, pointer.version);
    if (order === 0) return `version ${version} runs already`;
    if (order < 0) return `version ${version} is lower than the present ${pointer.version}`;
  }
  if (!isReadableBy(other, present))
    return `version ${version} cannot read what version ${pointer.version} stores`;
  return undefined;
}

/** What an installer does with a version that is there. */
export type InstallVerdict = 'replace' | 'keep-newer' | 'unreadable';

/** @param mayGoLower a person asks for the lower version */
export function judgeInstall(
  present: StoringVersion,
  offered: StoringVersion,
  mayGoLower: boolean,
): InstallVerdict {
  if (!isReadableBy(offered, present)) return 'unreadable';
  return compareVersions(offered.version, present.version) < 0 && !mayGoLower ? 'keep-newer' : 'replace';
}
