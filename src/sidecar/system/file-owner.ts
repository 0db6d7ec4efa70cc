import { readFileSync, statSync } from 'node:fs';

/** The user to whom a file or folder belongs. Undefined on Windows, or if the path cannot be looked at. */
export interface FileOwner {
  readonly id: number;
  readonly name: string;
}

export function ownerOfPath(path: string): FileOwner | undefined {
  if (process.getuid === undefined) return undefined;
  try {
    const { uid } = statSync(path);
    return { id: uid, name: nameOfUser(uid) };
  } catch {
    return undefined;
  }
}

/** The name of the owner if that is another user than the one of this process. Undefined: it is the same user, or not known. */
export function foreignOwner(path: string): string | undefined {
  const owner = ownerOfPath(path);
  return owner === undefined || owner.id === process.getuid?.() ? undefined : owner.name;
}

/** The name of a user. macOS and directory services do not list each user in this file: then the number is returned. */
function nameOfUser(id: number): string {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.split(':')[2] === String(id));
    return line?.split(':')[0] || String(id);
  } catch {
    return String(id);
  }
}
