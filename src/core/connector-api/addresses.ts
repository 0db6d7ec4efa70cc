/** Path for the list of allowed web tills. Browsers send the pairing cookie only to paths below `/connector`. */
export const tillListPath = '/connector/tills';

/** Path at which a web till's SDK detects the sidecar and opens its connection. It reveals nothing else. */
export const tillLinePath = '/till';

/** The page for tills. Tills may open this page as a popup, or frame it if allowed. */
export const tillPagePath = '/till.html';

const ownHostnames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for a hostname of this computer: a sidecar may then have served the page. `hostname` as in `location`. */
export const isOnThisComputer = (hostname: string): boolean => ownHostnames.has(hostname);
