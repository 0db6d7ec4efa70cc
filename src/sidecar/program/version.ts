import type { Clock } from '../../core/ports/host.ts';
import { nameInVersion, thisSystem } from '../system/systems.ts';

declare const __VERSION__: string;

/** The package's version, inserted by the build. */
export const version: string = __VERSION__;

/** The version for `GET /version`, in HiPay's pattern `{semver}-{type}-{os}`, with HiPay's name for Windows. */
export const programVersion = (): string => `${version}-concertv2-${nameInVersion[thisSystem]}`;

/** The minute of the day on the clock of the shop. */
export function localDayMinute(epochMs: number): number {
  const date = new Date(epochMs);
  return date.getHours() * 60 + date.getMinutes();
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
