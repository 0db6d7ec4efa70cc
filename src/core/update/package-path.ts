const longestPath = 200;
/** What Windows reads as something else than a file of this name. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const oddCharacter = /[^\x20-\x7e]|[<>:"|?*\\]/;

/**
 * The path of a package's file below the folder of its version; npm puts all files into `package/`. Undefined: the path
 * could lead out of that folder, or means another file on some system.
 */
export function packagePath(raw: string): string | undefined {
  const [top, ...parts] = raw.replace(/\/$/, '').split('/');
  if (top !== 'package' || raw.length > longestPath || oddCharacter.test(raw)) return undefined;
  const isOdd = (part: string) => part === '' || /[. ]$/.test(part) || reserved.test(part);
  return parts.some(isOdd) ? undefined : parts.join('/');
}
