import type { NotificationRow, PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { CsvWords } from '../../core/history/payments-csv.ts';
import type { LazyTexts, Texts } from '../../texts/load-texts.ts';
import { lazyTexts } from '../language.ts';
import { operationName } from '../model/operations.ts';
import { notificationStateOf } from '../model/outcome-badges.ts';
import { outcomeLabel } from '../model/outcome-label.ts';
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
  contracts: contractLabels(own),
  operation: ({ transactionType, paymentMeans }) => operationName(transactionType, paymentMeans, texts),
  outcome: (row) => rowOutcome(row, texts),
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

/** How a payment ended, or that it still runs. */
export const rowOutcome = (row: PaymentRow, texts: Texts): string =>
  row.outcome ? outcomeLabel({ ...row, outcome: row.outcome }, texts) : texts.words.inProgress;

/** The names of the outcomes without a single payment. Declined ones are partly of unknown reason. */
export const outcomeLabels = ({ outcomes }: Texts) => ({
  APPROVED: outcomes.APPROVED.label,
  PARTIALLY_APPROVED: outcomes.PARTIALLY_APPROVED.label,
  DECLINED: lazyTexts('payments').history.refusedOrStopped,
  CANCELLED: outcomes.CANCELLED.label,
  NOT_SENT: outcomes.NOT_SENT.label,
  UNKNOWN: outcomes.UNKNOWN.label,
  OTHER_PAYMENT: outcomes.OTHER_PAYMENT.label,
});
