import { parseArgs } from 'node:util';

/** Finds the known word that is most similar to a mistyped one. Undefined: none is similar enough. */
export function findNearest(word: string, known: Iterable<string>): string | undefined {
  const maxDistance = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = candidate.startsWith(word) && word.length > 2 ? 1 : countTypos(word, candidate);
    if (distance <= maxDistance && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { word: candidate, distance };
  }
  return best?.word;
}

/** Number of typing errors between two words (a letter added, missing or wrong, or two swapped): Damerau-Levenshtein. */
function countTypos(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j++) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const costs = [at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(i - 1, j - 1) + wrong];
      row.push(Math.min(...costs, swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(one.length, other.length);
}

/** One option of a command, as `--help` shows it. */
export interface Option {
  /** Placeholder of its value, e.g. `FILE`. Absent: it takes no value. */
  readonly value?: string;
  /** The value of an option that is given without a value. Absent: the option needs a value. */
  readonly implicitValue?: string;
  readonly help: string;
}
export type OptionTable = Readonly<Record<string, Option>>;

export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends { readonly value: string } ? string : true;
};

export type OptionReading<Table extends OptionTable> =
  | { readonly ok: true; readonly values: OptionValues<Table>; readonly operands: readonly string[] }
  | { readonly ok: false; readonly error: string };

/** Reads the arguments after a command's name. An unknown option is an error that names the nearest known one. */
export function readOptions<const Table extends OptionTable>(
  table: Table,
  args: readonly string[],
  maxOperands = 0,
): OptionReading<Table> {
  const values: Record<string, string | true> = {};
  const operands: string[] = [];
  for (const token of tokensOf(table, args)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      operands.push(token.value);
      if (operands.length > maxOperands) return { ok: false, error: `${token.value}: not expected here` };
      continue;
    }
    const value = readValue(table, token);
    if (typeof value === 'object') return { ok: false, error: value.error };
    values[token.name] = value;
  }
  return { ok: true, values: values as OptionValues<Table>, operands };
}

type Token = ReturnType<typeof tokensOf>[number];

function tokensOf(table: OptionTable, args: readonly string[]) {
  // parseArgs knows no options with an optional value, so the default is added here.
  const withDefaults = args.map((arg) => {
    const implicitValue = arg.startsWith('--') ? table[arg.slice(2)]?.implicitValue : undefined;
    return implicitValue === undefined ? arg : `${arg}=${implicitValue}`;
  });
  const known = Object.entries(table).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  );
  const { tokens } = parseArgs({
    args: withDefaults,
    options: Object.fromEntries(known),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens;
}

function readValue(
  table: OptionTable,
  { name, rawName, value, inlineValue }: Extract<Token, { kind: 'option' }>,
): string | true | { readonly error: string } {
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!option || !rawName.startsWith('--')) {
    const meant = findNearest(name, Object.keys(table));
    return { error: `${rawName}: there is no such option${meant ? `. Did you mean --${meant}?` : ''}` };
  }
  if (option.value === undefined) return value === undefined ? true : { error: `--${name}: takes no value` };
  // An option without a value must not take the next option as its value. So a value with a dash is written --name=-value.
  if (value === undefined || (value.startsWith('-') && !inlineValue))
    return { error: `--${name}: expected ${option.value} (${option.help})` };
  return value;
}
