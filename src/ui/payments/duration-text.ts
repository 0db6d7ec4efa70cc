import { remembered } from '../texts/remembered.ts';

const formatOf = remembered(
  (locale: string, unit: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }),
);

/** `12 ms`, `3.4 sec`, `5 min`, `2 hr`, `3 days`: as exact as a person can use. */
export function durationText(ms: number, locale: string): string {
  const say = (value: number, unit: string, digits = 0) => formatOf(locale, unit, digits).format(value);
  if (ms < 1000) return say(Math.max(0, Math.round(ms)), 'millisecond');
  if (ms < 60_000) return say(ms / 1000, 'second', 1);
  if (ms < 3_600_000) return say(ms / 60_000, 'minute', 1);
  return ms < 86_400_000 ? say(ms / 3_600_000, 'hour', 1) : say(ms / 86_400_000, 'day', 1);
}
