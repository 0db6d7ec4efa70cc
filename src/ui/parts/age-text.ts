import { remembered } from '../texts/remembered.ts';

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const;

const formatOf = remembered(
  (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
);

/** `12 s ago` or `in 2 min.`, in words of the language; within a second it is `now`. */
export function ageText(at: number, now: number, locale: string): string {
  const distance = at - now;
  const { unit, ms } = units.find((each) => Math.abs(distance) >= each.ms) ?? { unit: 'second', ms: 1000 };
  return formatOf(locale).format(Math.trunc(distance / ms), unit);
}
