import { memoize } from '../format.ts';

export const periodKinds = ['today', 'yesterday', 'week', 'month', 'span'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Whole days in the computer's time zone. A day on which the clock changes has 23 or 25 hours. */
export interface Period {
  readonly kind: PeriodKind;
  /** Start of the first day, epoch milliseconds. */
  readonly from: number;
  /** End of the last day, epoch milliseconds; exclusive. */
  readonly to: number;
}

/** Start of the day of a time, or of a day before or after it. */
export const dayStart = (at: number, days = 0): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};

export function periodOf(kind: Exclude<PeriodKind, 'span'>, now: number): Period {
  const tomorrow = dayStart(now, 1);
  switch (kind) {
    case 'today':
      return { kind, from: dayStart(now), to: tomorrow };
    case 'yesterday':
      return { kind, from: dayStart(now, -1), to: dayStart(now) };
    case 'week':
      return { kind, from: dayStart(now, -6), to: tomorrow };
    case 'month': {
      const date = new Date(now);
      return { kind, from: new Date(date.getFullYear(), date.getMonth()).getTime(), to: tomorrow };
    }
    default:
      return kind satisfies never;
  }
}

/** `2026-11-26`, the format of a date input. */
export function dayText(at: number): string {
  const date = new Date(at);
  const padToTwo = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${padToTwo(date.getMonth() + 1)}-${padToTwo(date.getDate())}`;
}

const dayOfText = (text: string): number | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year && month && day ? new Date(Number(year), Number(month) - 1, Number(day)).getTime() : undefined;
};

/** The days between two dates, both included. Undefined if a date is invalid, or the last day is before the first. */
export function spanOf(first: string, last: string): Period | undefined {
  const [from, end] = [dayOfText(first), dayOfText(last)];
  if (from === undefined || end === undefined || end < from) return undefined;
  return { kind: 'span', from, to: dayStart(end, 1) };
}

/** Start of the last day. */
export const lastDayOf = ({ to }: Period): number => dayStart(to, -1);

const formatOf = memoize(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
);

/**
 * `Thu, 26 Nov 2026`, or `20 – 26 Nov 2026` for several days. Uses `formatRange` only for several days: its first call
 * takes 20 ms.
 */
export function periodText(period: Period, locale: string): string {
  const last = lastDayOf(period);
  const format = formatOf(locale);
  return last === period.from ? format.format(last) : format.formatRange(period.from, last);
}

/** `Today`, or the day or days in words. */
export const periodName = (
  period: Period,
  locale: string,
  names: Readonly<Record<PeriodKind, string>>,
): string => (period.kind === 'span' ? periodText(period, locale) : names[period.kind]);

/** True if the period is one day, or a part of one. */
export const isOneDay = (period: Period): boolean => lastDayOf(period) === period.from;

/** The day before the period, or the one after it; a day that people name has that name. */
export function neighbourOf(period: Period, step: -1 | 1, now: number): Period {
  const from = step < 0 ? dayStart(period.from, -1) : dayStart(period.to);
  const named = (['today', 'yesterday'] as const).map((kind) => periodOf(kind, now));
  return named.find((each) => each.from === from) ?? { kind: 'span', from, to: dayStart(from, 1) };
}
