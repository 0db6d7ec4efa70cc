/** Long enough for any order number of a till, short enough for any file system. */
const orderLength = 40;

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** The computer's own time, as a person would look for it: 20261126-1430. */
function momentOf(at: number): string {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits);
  return `${year}${month}${day}-${twoDigits(date.getHours())}${twoDigits(date.getMinutes())}`;
}

/**
 * A name that every file system takes, whatever a till calls its orders. `word` is first, so that it is neither hidden nor
 * one of Windows' device names.
 */
export function receiptFileName(word: string, orderId: string, at: number): string {
  const order = orderId
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, orderLength);
  return `${word}-${order}-${momentOf(at)}.txt`;
}
