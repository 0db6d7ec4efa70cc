/**
 * Reads a configuration file, YAML or JSON, as plain data. Every value stays a string, so `rank: 001` does not become
 * the number 1. The parser is loaded only when a person opens such a file. Rejects if the text is not YAML, or if YAML
 * reads a value as a tag. The error names the line but does not quote it, because any line may hold a password.
 */
export async function readYaml(text: string): Promise<unknown> {
  const { LineCounter, parseAllDocuments, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const options = { schema: 'failsafe', logLevel: 'silent', prettyErrors: false } as const;
  const document = parseDocument(text, { ...options, lineCounter });
  // YAML reads only the first document: the values of a second one would be left out.
  const [, second] = parseAllDocuments(text, options);
  const faultAt = (document.errors[0] ?? document.warnings[0])?.pos[0] ?? second?.range[0];
  if (faultAt === undefined) return toData(() => document.toJS());
  const { line, col } = lineCounter.linePos(faultAt);
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
