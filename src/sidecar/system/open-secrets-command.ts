const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;

export interface SecretPath {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The command for Linux and macOS. It takes all permissions away from other users. */
export const unixCommand = (secrets: readonly SecretPath[]): string =>
  `chmod o-rwx ${secrets.map(({ path }) => quoted(path)).join(' ')}`;

/**
 * The command for Windows. It removes the inherited permissions and those of other users, and gives all permissions to the user, the
 * system and the administrators. It uses SIDs, because names of groups differ between languages. The files of a folder inherit its
 * permissions.
 */
export const windowsCommand = (secrets: readonly SecretPath[], user: string): string =>
  secrets
    .map((secret) =>
      icaclsCommand(secret, user)
        .map((word) => (/^\/?[a-z]+(?::[a-z])?$/.test(word) ? word : `"${word}"`))
        .join(' '),
    )
    .join(' & ');

/** The program `icacls` and its arguments. */
export function icaclsCommand({ path, isFolder }: SecretPath, user: string): [string, ...string[]] {
  const all = isFolder ? '(OI)(CI)F' : 'F';
  const grants = [user, '*S-1-5-18', '*S-1-5-32-544'].map((who) => `${who}:${all}`);
  const others = ['*S-1-1-0', '*S-1-5-11', '*S-1-5-32-545'];
  return ['icacls', path, '/inheritance:r', '/grant:r', ...grants, '/remove:g', ...others];
}

/** Everyone, authenticated users, users, interactive users, anonymous, guests: their letters in SDDL, or their SIDs. */
const everybody = new Set([
  'WD',
  'AU',
  'BU',
  'IU',
  'AN',
  'BG',
  'S-1-1-0',
  'S-1-5-11',
  'S-1-5-32-545',
  'S-1-5-4',
]);
/** Rights that include reading, each as two letters. */
const readingRights = new Set(['FA', 'FR', 'GA', 'GR', 'CC']);
/** FILE_READ_DATA, GENERIC_READ and GENERIC_ALL, as bits. */
const readingBits = 0x1 | 0x10000000 | 0x80000000;

/**
 * True if an access list lets others read. An entry is `(type;flags;rights;object;inherited object;trustee)`, for example
 * `(A;ID;0x1200a9;;;BU)`. Entries that only forbid, or that count only for files in the folder, are ignored.
 */
export function isSddlOpen(sddl: string): boolean {
  const list = /D:[^(]*((?:\([^)]*\))*)/.exec(sddl)?.[1] ?? '';
  return [...list.matchAll(/\(([^)]*)\)/g)].some(([, entry = '']) => {
    const [type, flags = '', rights = '', , , trustee = ''] = entry.split(';');
    if (type !== 'A' || flags.includes('IO') || !everybody.has(trustee)) return false;
    return rights.startsWith('0x')
      ? (Number(rights) & readingBits) !== 0
      : (rights.match(/../g) ?? []).some((right) => readingRights.has(right));
  });
}
