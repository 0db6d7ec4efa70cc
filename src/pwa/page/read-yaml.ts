/**
 * Reads a configuration file, YAML or JSON, as plain data. Every value stays a string, so `rank: 001` does not become
 * the number 1. The parser is loaded only when a person opens such a file. Rejects if the text is not YAML.
 */
export async function readYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  return parse(text, { schema: 'failsafe' });
}
