/** Minutes since midnight, on the clock of the shop. */
export type DayMinute = number;

/** The installer of HiPay's program proposes 03:00. */
export const usualUpdateTime: DayMinute = 3 * 60;

/** Reads `update_time` of HiPay's `config.yml`: hours and minutes, as in `03:00` or `6:15`. Undefined if it is no time. */
export function readUpdateTime(text: string): DayMinute | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

const dayMs = 24 * 3_600_000;

interface TimeWait {
  /** When the update was ready, epoch ms. */
  readonly since: number;
  readonly now: number;
  readonly time: DayMinute;
  /** The shop's minute of the day at a moment. */
  dayMinute(epochMs: number): DayMinute;
}

/**
 * True from the first time of day after `since` on. Later it is still true, so a computer that is off at night updates when
 * it is started.
 */
export function hasTimeCome({ since, now, time, dayMinute }: TimeWait): boolean {
  if (now < since) return false;
  if (now - since >= dayMs) return true;
  const from = dayMinute(since);
  const to = dayMinute(now);
  const isNextDay = to < from;
  return from < time ? isNextDay || to >= time : isNextDay && to >= time;
}
