const longestPath = 200;
/** Names that mean a device on Windows, also with an ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const oddCharacter = /[^\x20-\x7e]|[<>:"|?*\\]/;

/**
 * The path of a package's file below the folder of its version; npm puts all files into `package/`. Undefined if the path
 * leads out of that folder, is too long, or means something else on one of the systems.
 */
export function packagePath(raw: string): string | undefined {
  const [top, ...parts] = raw.replace(/\/$/, '').split('/');
  if (top !== 'package' || raw.length > longestPath || oddCharacter.test(raw)) return undefined;
  const isOdd = (part: string) => part === '' || /[. ]$/.test(part) || reserved.test(part);
  return parts.some(isOdd) ? undefined : parts.join('/');
}
