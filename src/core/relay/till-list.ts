/** Where the page tells the sidecar which web tills a person has allowed: below the path that has the pairing cookie. */
export const tillListPath = '/connector/tills';

/** Where a web till's SDK finds out whether anybody is here, and opens its line. Says nothing to anybody. */
export const tillLinePath = '/till';

/** The page's own document for tills: the one that other pages may hold a handle of, or show in a frame once allowed. */
export const tillPagePath = '/till.html';
