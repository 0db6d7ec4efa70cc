import type { Configuration } from './configuration-text.ts';
import { questions } from './questions.ts';

const secretPaths = [
  ...questions.flatMap(({ secret, path }) => (secret && path ? [path] : [])),
  ['connector', 'hash_key'],
];

/** A configuration for the eyes of whoever stands by: each secret is a row of stars. */
export function hiddenSecrets(configuration: Configuration): string {
  const shown = configuration.clone();
  for (const path of secretPaths) if (shown.hasIn(path)) shown.setIn(path, '********');
  return shown.toString();
}
