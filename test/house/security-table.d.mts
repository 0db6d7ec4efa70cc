interface FileOfTests {
  readonly name: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}
export function unpassedTests(table: string, results: readonly FileOfTests[], top: string): string[];
