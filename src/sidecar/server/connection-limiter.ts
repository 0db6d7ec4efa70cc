/** Limits the connections of a port, so that many idle or hostile connections cannot keep a till out. */
export interface ConnectionLimiter<Line> {
  /** Adds a connection. Above the limit, this closes an older connection. */
  enter(line: Line): void;
  /** Call this when the headers of a request have been read. */
  requestBegins(line: Line): void;
  /** Marks a caller with the till's password or a paired page's cookie: it is not closed while a request runs. */
  markKnown(line: Line): void;
  /** Call this when an answer was sent, or when the caller closed the connection before the answer. */
  requestEnds(line: Line): void;
  leave(line: Line): void;
  /** All connections that are open. */
  lines(): Iterable<Line>;
}

interface LineState {
  /** Number of requests of this connection that wait for an answer. */
  running: number;
  isKnown: boolean;
}

/**
 * Above `maxUnknown` connections of unknown callers, closes the connection that has been idle longest. Closes a connection
 * with a running request only if no other connection is idle. Always accepts a new connection: without this rule, callers
 * that hold all connections could keep the till out.
 */
export function createConnectionLimiter<Line>(
  maxUnknown: number,
  close: (line: Line) => void,
): ConnectionLimiter<Line> {
  const states = new Map<Line, LineState>();
  const idle = new Set<Line>();
  const unknownBusy = new Set<Line>();
  const classify = (line: Line) => {
    idle.delete(line);
    unknownBusy.delete(line);
    const state = states.get(line);
    if (state?.running === 0) idle.add(line);
    else if (state?.isKnown === false) unknownBusy.add(line);
  };
  const leave = (line: Line) => {
    states.delete(line);
    classify(line);
  };
  const count = (line: Line, by: 1 | -1) => {
    const state = states.get(line);
    if (!state) return;
    state.running += by;
    state.isKnown &&= state.running > 0;
    classify(line);
  };
  return {
    enter(line) {
      // `ignoreUpgradeOffer` (listen.ts) hands the same connection to the server a second time.
      if (states.has(line)) return;
      states.set(line, { running: 0, isKnown: false });
      classify(line);
      if (idle.size + unknownBusy.size <= maxUnknown) return;
      // The new connection is always in `idle`, so a second entry is an older connection.
      const [oldest] = idle.size > 1 ? idle : unknownBusy;
      if (oldest === undefined) return;
      leave(oldest);
      close(oldest);
    },
    requestBegins: (line) => count(line, 1),
    markKnown(line) {
      const state = states.get(line);
      if (!state) return;
      state.isKnown = true;
      classify(line);
    },
    requestEnds: (line) => count(line, -1),
    leave,
    lines: () => states.keys(),
  };
}
