import type { System } from './systems.ts';

/**
 * The pairing file of `hipay-ecr browser`. Its folder belongs to the administrator, so that no user can put another file or a
 * link there. Undefined on Windows, where the connector and the browser run as one user.
 */
export const browserKeyPlace: Readonly<Record<System, string | undefined>> = {
  linux: '/etc/hipay-ecr/browser.key',
  macos: '/etc/hipay-ecr/browser.key',
  windows: undefined,
};
