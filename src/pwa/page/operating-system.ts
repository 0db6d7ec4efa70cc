import type { OperatingSystem } from '../../ui/host-api.ts';

/** Finds the operating system: the driver that a terminal needs depends on it. */
export function operatingSystem(userAgent: string): OperatingSystem {
  // Android's user agent also contains "Linux".
  if (/android/i.test(userAgent)) return 'android';
  if (/windows/i.test(userAgent)) return 'windows';
  if (/mac os/i.test(userAgent)) return 'macos';
  if (/linux/i.test(userAgent)) return 'linux';
  return 'other';
}
