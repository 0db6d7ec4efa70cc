import type { OperatingSystem } from '../ui/surroundings.ts';

/** Whose drivers stand between the browser and a terminal. */
export function operatingSystem(userAgent: string): OperatingSystem {
  // Android says that it is a Linux, too.
  if (/android/i.test(userAgent)) return 'android';
  if (/windows/i.test(userAgent)) return 'windows';
  if (/mac os/i.test(userAgent)) return 'macos';
  if (/linux/i.test(userAgent)) return 'linux';
  return 'other';
}
