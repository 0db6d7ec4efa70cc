import { compareVersions } from './program-version.ts';
import type { SwitchKind } from './update-machine.ts';
import { isBeingProven, type UpdatePointer } from './update-pointer.ts';

/** A version, and the form of what it stores: `storedForms` of its package.json. Undefined: this file is damaged or gone. */
export interface StoringVersion {
  readonly version: string;
  readonly storedForms: number | undefined;
}

/**
 * True if a version reads what another one stores. Another version would not see payments, and could charge them twice. If a
 * form is not known, the same version counts as a reader, and a higher one whose own form is known.
 */
export function isReadableBy(reader: StoringVersion, writer: StoringVersion): boolean {
  if (reader.storedForms !== undefined && writer.storedForms !== undefined)
    return reader.storedForms >= writer.storedForms;
  const order = compareVersions(reader.version, writer.version);
  return order === 0 || (order > 0 && reader.storedForms !== undefined);
}

/** The newest of these versions that can read what any of them may have stored. Undefined if no version can. */
export const newestReader = (versions: readonly StoringVersion[]): string | undefined =>
  versions
    .filter((each) => versions.every((other) => isReadableBy(each, other)))
    .map(({ version }) => version)
    .sort(compareVersions)
    .at(-1);

export interface SwitchRequest {
  /** The pointer at the moment of the switch: another command may have changed it since the package was checked. */
  readonly pointer: UpdatePointer;
  readonly present: StoringVersion;
  readonly other: StoringVersion;
  readonly as: SwitchKind;
}

/** Says why the pointer must not name the other version now. Undefined if it may. */
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

/** What an installer does if a version is already installed. */
export type InstallVerdict = 'replace' | 'keep-newer' | 'unreadable';

/** @param mayGoLower true if a person asked for a lower version */
export function judgeInstall(
  present: StoringVersion,
  offered: StoringVersion,
  mayGoLower: boolean,
): InstallVerdict {
  if (!isReadableBy(offered, present)) return 'unreadable';
  return compareVersions(offered.version, present.version) < 0 && !mayGoLower ? 'keep-newer' : 'replace';
}
