// What the words and numbers of HiPay say about a sale (hipay.md 3.6). Any other word or number proves nothing.

/** The states with which HiPay says that it has the sale. */
export const takenStates: ReadonlySet<string> = new Set(['completed', 'forwarding', 'pending']);
export const declinedStates: ReadonlySet<string> = new Set(['declined', 'error']);

// Numbers of the order call; the look-up has others, with at most two digits.

/** Authorized, captured, collected, settled, refunded or credited, or on the way to it. */
export const takenStatuses: ReadonlySet<string> = new Set([
  ...['112', '116', '117', '118', '119', '120', '121', '122', '123', '124', '125', '126'],
  ...['131', '132', '142', '166', '168', '169', '172', '174', '200'],
]);
/** Created, or in the authentication of the customer: fits to a yes, and does not fit to a no. */
export const begunStatuses: ReadonlySet<string> = new Set([
  ...['101', '103', '104', '105', '106', '107', '108', '140', '141', '144', '150', '160', '161', '177'],
]);
/**
 * Blocked, denied or refused: HiPay has not taken the sale. Expired, cancelled, and refused after it was taken (114, 115, 143,
 * 165, 173, 175) are missing, because they belong to an order that HiPay has.
 */
export const refusedStatuses: ReadonlySet<string> = new Set(['109', '110', '111', '113', '163', '178']);
