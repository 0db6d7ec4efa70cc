import { remembered } from '../texts/remembered.ts';

const ofToday = remembered(
  (locale: string) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
);
const ofAnotherDay = remembered(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'short' }),
);

/** The hour and minute; a payment of another day says which. */
export function timeText(at: number, now: number, locale: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return (sameDay ? ofToday : ofAnotherDay)(locale).format(at);
}
