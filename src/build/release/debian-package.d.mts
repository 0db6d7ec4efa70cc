export function debianVersion(version: string): string;
export interface DebianPackage {
  /** The checkout. */
  readonly top: string;
  readonly work: string;
  readonly out: string;
  /** The unpacked package of npm. */
  readonly program: string;
  readonly version: string;
  readonly owner: { readonly author: string; readonly homepage: string };
  /** Files of Node. */
  readonly node: { readonly program: string; readonly license: string };
  /** Seconds since 1970. */
  readonly time: number;
  readonly quick?: boolean;
}
/** Returns the path of the package. */
export function makeDebianPackage(options: DebianPackage): string;
