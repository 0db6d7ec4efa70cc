import { remembered } from '../texts/remembered.ts';
import { lastDayOf, type Period } from './period.ts';

const formatOf = remembered(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
);

/** `Thu, 26 Nov 2026`, or `20 – 26 Nov 2026` for several days. */
export const periodText = (period: Period, locale: string): string =>
  formatOf(locale).formatRange(period.from, lastDayOf(period));
