export interface OtherVersion {
  readonly version: string;
  readonly provedWithinMs?: number;
  readonly change?: (folder: string) => void;
}
export function copyAsVersion(program: string, folder: string, other: OtherVersion): void;
export function packVersion(copy: string, version: string): string;
export function onlyStart(code: string): (folder: string) => void;
