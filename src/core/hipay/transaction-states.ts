// What the words and numbers of HiPay say about a sale (hipay.md 3.6). Any other word or number proves nothing.

/** The states with which HiPay says that it has the sale. */
export const takenStates: ReadonlySet<string> = new Set(['completed', 'forwarding', 'pending']);
export const declinedStates: ReadonlySet<string> = new Set(['declined', 'error']);

/** Authorized, captured, refunded or credited, or on the way to it. Numbers of the order call; the look-up has others. */
export const takenStatuses: ReadonlySet<string> = new Set([
  ...['112', '116', '117', '118', '119', '124', '125', '126'],
  ...['142', '166', '168', '169', '174', '200'],
]);
/** Blocked, denied, refused, expired or cancelled. */
export const declinedStatuses: ReadonlySet<string> = new Set([
  ...['110', '111', '113', '114', '115', '143', '163', '165', '173', '175'],
]);
