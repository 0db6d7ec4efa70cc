export interface Pointer {
  readonly format: number;
  readonly version: string;
  readonly previous?: string;
  readonly failed?: readonly unknown[];
}
export function nextPointer(
  text: string,
  version: string,
  hasVersion: (version: string) => boolean,
  lowerAt?: number,
): Pointer;
