import { remembered } from '../texts/remembered.ts';
import { lastDayOf, type Period } from './period.ts';

const formatOf = remembered(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
);

/** `Thu, 26 Nov 2026`, or `20 – 26 Nov 2026` for several days. A browser learns how to write spans only when asked: 20 ms. */
export function periodText(period: Period, locale: string): string {
  const last = lastDayOf(period);
  const format = formatOf(locale);
  return last === period.from ? format.format(last) : format.formatRange(period.from, last);
}
