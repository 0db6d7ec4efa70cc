/**
 * A configuration file as plain data, every value a text: `rank: 001` is not the number 1. JSON is YAML, so one reader takes
 * both. Loaded when somebody opens such a file. Rejects where it is neither.
 */
export async function readYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  return parse(text, { schema: 'failsafe' });
}
