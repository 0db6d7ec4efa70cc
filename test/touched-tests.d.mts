export function touchedTests(
  top: string,
  files: readonly string[],
  changed: readonly string[],
): { readonly file: string; readonly distance: number }[];
