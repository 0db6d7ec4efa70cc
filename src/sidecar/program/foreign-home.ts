import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FileOwner, ownerOfPath } from '../system/file-owner.ts';

/** The folder, or the nearest one above it that is there: a new folder belongs to the user who makes it. */
const nearestFolder = (path: string, exists: (path: string) => boolean): string =>
  exists(path) || dirname(path) === path ? path : nearestFolder(dirname(path), exists);

/**
 * Why the administrator (root) must not write into this home folder: it belongs to another user, who could not use the new
 * files any more. Undefined: it may be used.
 */
export function foreignHome(folder: string, ownership: Ownership = {}): string | undefined {
  const owner = foreignOwnerForRoot(folder, ownership);
  if (owner === undefined) return undefined;
  return `The home folder ${folder} belongs to the user ${owner.name}, and this command runs as root. The files that root writes there would lock ${owner.name} out, and the records with them. Nothing was changed. Run it as that user: sudo -u ${owner.name} hipay-ecr, or without sudo.`;
}

/** Why root must not change this installation: it belongs to another user, who could not replace the new files. Undefined: it may. */
export function foreignInstallation(root: string, ownership: Ownership = {}): string | undefined {
  const owner = foreignOwnerForRoot(root, ownership);
  if (owner === undefined) return undefined;
  return `The installation ${root} belongs to the user ${owner.name}, and this command runs as root. ${owner.name} could not replace the files that root writes there. Run it as that user: sudo -u ${owner.name} hipay-ecr, or without sudo.`;
}

interface Ownership {
  readonly userId?: number | undefined;
  readonly ownerOf?: (path: string) => FileOwner | undefined;
  readonly exists?: (path: string) => boolean;
}

/** The other user to whom a folder belongs, if this process runs as root. */
function foreignOwnerForRoot(
  folder: string,
  { userId = process.getuid?.(), ownerOf = ownerOfPath, exists = existsSync }: Ownership,
): FileOwner | undefined {
  const owner = userId === 0 ? ownerOf(nearestFolder(folder, exists)) : undefined;
  return owner?.id === 0 ? undefined : owner;
}
