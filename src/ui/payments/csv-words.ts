import type { NotificationRow } from '../../core/connector-api/snapshot.ts';
import type { CsvWords } from '../../core/history/payments-csv.ts';
import type { LazyTexts, Texts } from '../../texts/load-texts.ts';
import { lazyTexts } from '../language.ts';
import { operationName } from '../model/operations.ts';
import { notificationStateOf } from '../model/outcome-badges.ts';
import { dayText } from './period.ts';

/** Spreadsheets expect semicolons between the columns in languages with a decimal comma. */
const separatorOf = (locale: string): CsvWords['separator'] =>
  new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .some(({ type, value }) => type === 'decimal' && value === ',')
    ? ';'
    : ',';

const timeOf = (at: number): string => new Date(at).toTimeString().slice(0, 8);

/** The file's headings and labels in the language of the screen. */
export const csvWords = (
  own: LazyTexts['payments']['history'],
  texts: Texts,
  locale: string,
  notifications: readonly NotificationRow[],
): CsvWords => ({
  separator: separatorOf(locale),
  columns: own.columns,
  outcomes: { ...outcomeLabels(texts), RUNNING: texts.words.inProgress },
  contracts: contractLabels(own),
  operation: ({ transactionType, paymentMeans }) => operationName(transactionType, paymentMeans, texts),
  hipay: (row) => lazyTexts('payments').notifications[notificationStateOf(row, notifications)],
  yes: own.yes,
  no: own.no,
  clock: (at) => ({ date: dayText(at), time: timeOf(at) }),
});

export const contractLabels = ({
  contact,
  contactless,
  either,
  noContract,
}: LazyTexts['payments']['history']) => ({
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
