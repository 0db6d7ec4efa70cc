import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import { plainMoney } from '../money/amount.ts';
import { withoutPerson } from '../payment/decision-detail.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { Settings } from '../settings/settings.ts';

const joined = (...words: (string | undefined | false)[]): string => words.filter(Boolean).join(' ');

/**
 * Writes a payment's record as one line: its state and the reason. The person who resolved it is not named, because lines
 * leave the shop.
 */
export function paymentText(record: PaymentRecord): string {
  const { paymentId, orderId, attempt, request, state, outcome, failure, detail, alarm } = record;
  return joined(
    `${paymentId} order ${orderId} attempt ${attempt} ${plainMoney(request.amountMinor, request.currency)} -> ${state}`,
    outcome,
    failure,
    detail && `(${withoutPerson(detail)})`,
    alarm && `alarm ${alarm.kind}${alarm.seenAt ? ' seen' : ''}`,
  );
}

/** What `paymentText` of older programs wrote about a person, up to the end of the line or the alarm. */
const namedPerson =
  /(?:\(resolved as not paid by | resolved by ).*?((?: alarm (?:late-answer|contradiction)(?: seen)?)?)$/s;

/** A stored line of `paymentText` without the person whom older programs named in it, and the reason. */
export const lineWithoutPerson = (text: string): string =>
  text.replace(namedPerson, (found, alarm: string) =>
    found.startsWith('(') ? `(resolved as not paid)${alarm}` : alarm,
  );

/** Writes a notification as one line, with the result of its last try. */
export const notificationText = (entry: OutboxEntry): string =>
  joined(
    `${entry.entryId} order ${entry.orderId} ${entry.contract} attempt ${entry.attempts} -> ${entry.state}`,
    entry.coveredBySibling && '(covered by its sibling)',
    entry.lastFailure,
    entry.lastStatus !== undefined && `HTTP ${entry.lastStatus}`,
    entry.parkedAs,
    entry.lastDetail && `(${entry.lastDetail.slice(0, 200)})`,
    entry.state === 'pending' && `next ${new Date(entry.nextAttemptAt).toISOString()}`,
  );

/** Writes the settings as one line. For secrets, it only says whether they are set. */
export function settingsText({
  environment,
  terminal,
  hipay,
  contracts,
  contractList,
  currencies,
}: Settings): string {
  const { link, language, registerNumber, serial, timers } = terminal;
  return joined(
    `environment ${environment} terminal ${link} ${language} register ${registerNumber}`,
    `serial ${JSON.stringify(serial)} timers ${JSON.stringify(timers)}`,
    `contracts ${[...Object.keys(contracts), ...contractList.map(({ name }) => name)].join()} currencies ${currencies.join()}`,
    `gateway ${hipay.route} password ${hipay.password ? 'set' : 'not set'} hash key ${hipay.hashKey ? 'set' : 'not set'}`,
  );
}
