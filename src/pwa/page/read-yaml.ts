/**
 * Reads a configuration file as plain data. Every value stays a string: `rank: 001` is not the number 1. JSON is YAML
 * too. The parser loads when a person opens such a file. Rejects if the text is not YAML.
 */
export async function readYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  return parse(text, { schema: 'failsafe' });
}
