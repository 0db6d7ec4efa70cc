import { fileURLToPath } from 'node:url';
import type { BuiltPlaces } from './digests.ts';

/** The bundle lies beside the built page: dist/sidecar/main.js, dist/pwa. */
export const builtPlaces: BuiltPlaces = {
  page: fileURLToPath(new URL('../pwa', import.meta.url)),
  sidecar: fileURLToPath(import.meta.url),
};
