/**
 * Reads a configuration file, YAML or JSON, as plain data. Every value stays a string, so `rank: 001` does not become
 * the number 1. The parser is loaded only when a person opens such a file. Rejects if the text is not YAML, or if YAML
 * reads a value as a tag. The error names the line but does not quote it, because any line may hold a password.
 */
export async function readYaml(text: string): Promise<unknown> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    // Prints nothing. With `silent`, YAML would also leave out a second document without a word.
    logLevel: 'error',
    prettyErrors: false,
    lineCounter,
  });
  const fault = document.errors[0] ?? document.warnings[0];
  if (!fault) return toData(() => document.toJS());
  const { line, col } = lineCounter.linePos(fault.pos[0]);
  throw new SyntaxError(`no YAML at line ${line}, column ${col}`);
}

/** YAML's error about a text that begins with `*` contains the text. */
function toData(convert: () => unknown): unknown {
  try {
    return convert();
  } catch {
    throw new SyntaxError('no YAML: a value begins with *');
  }
}
