import { fileURLToPath } from 'node:url';
import type { BuiltPlaces } from './digests.ts';

/** The program lies beside the built page: all its files in dist/sidecar, dist/pwa. */
export const builtPlaces: BuiltPlaces = {
  page: fileURLToPath(new URL('../pwa', import.meta.url)),
  sidecar: fileURLToPath(new URL('.', import.meta.url)),
};
