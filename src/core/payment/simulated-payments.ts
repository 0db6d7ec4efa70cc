import type { PaymentRecord } from './payment-record.ts';

/**
 * True if it is known that this payment moved no money, because its terminal was simulated. Two fields must say so: if the
 * link was changed while the payment began, they differ. A record that was made from a permit, or that this version cannot
 * read as a whole, proves nothing about its terminal, so it counts as real.
 */
const isSimulated = ({ terminal, onlyLeave, asWritten }: PaymentRecord): boolean =>
  terminal.simulated && terminal.link === 'simulated' && !onlyLeave && asWritten === undefined;

/**
 * The payments that count at this terminal (decision record 65). A simulated payment says nothing about a payment at a real
 * terminal. A real payment counts at every terminal.
 *
 * @param simulated false only if the terminal is known to be real
 */
export const countedAt = (
  payments: readonly PaymentRecord[],
  simulated: boolean,
): readonly PaymentRecord[] => (simulated ? payments : payments.filter((record) => !isSimulated(record)));

/** True if all these payments are known to be simulated. */
export const areSimulated = (payments: readonly PaymentRecord[]): boolean =>
  countedAt(payments, false).length === 0;
