import type { NotificationRow } from '../../core/connector-api/snapshot.ts';
import type { CsvWords } from '../../core/history/payments-csv.ts';
import { inLanguage } from '../language.ts';
import { operationName } from '../model/operations.ts';
import { notificationStateOf } from '../model/outcome-badges.ts';
import type { Texts } from '../texts/texts.ts';
import { notificationTexts } from './notification-texts.ts';
import { dayText } from './period.ts';
import type { HistoryTexts } from './texts/history-texts.ts';

/** Spreadsheets separate by semicolons in languages with a decimal comma. */
const separatorOf = (locale: string): CsvWords['separator'] =>
  new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .some(({ type, value }) => type === 'decimal' && value === ',')
    ? ';'
    : ',';

const timeOf = (at: number): string => new Date(at).toTimeString().slice(0, 8);

/** The file's headings and labels in the language of the screen. */
export const csvWords = (
  own: HistoryTexts,
  texts: Texts,
  locale: string,
  notifications: readonly NotificationRow[],
): CsvWords => ({
  separator: separatorOf(locale),
  columns: own.columns,
  outcomes: { ...outcomeLabels(texts), RUNNING: texts.words.inProgress },
  contracts: contractLabels(own),
  operation: ({ transactionType, paymentMeans }) => operationName(transactionType, paymentMeans, texts),
  hipay: (row) => inLanguage(notificationTexts)[notificationStateOf(row, notifications)],
  yes: own.yes,
  no: own.no,
  clock: (at) => ({ date: dayText(at), time: timeOf(at) }),
});

export const contractLabels = ({ contact, contactless, either, noContract }: HistoryTexts) => ({
  contact,
  contactless,
  either,
  none: noContract,
});

export const outcomeLabels = ({ outcomes }: Texts) => ({
  APPROVED: outcomes.APPROVED.label,
  PARTIALLY_APPROVED: outcomes.PARTIALLY_APPROVED.label,
  DECLINED: outcomes.DECLINED.label,
  CANCELLED: outcomes.CANCELLED.label,
  NOT_SENT: outcomes.NOT_SENT.label,
  UNKNOWN: outcomes.UNKNOWN.label,
  OTHER_PAYMENT: outcomes.OTHER_PAYMENT.label,
});
