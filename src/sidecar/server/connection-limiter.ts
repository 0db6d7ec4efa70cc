/** Limits the connections of a port, so that many idle or hostile ones cannot keep a till out. */
export interface ConnectionLimiter<Line> {
  /** Adds a connection. Above the limit, this closes an older one. */
  enter(line: Line): void;
  /** A request has been read as far as its body. */
  requestBegins(line: Line): void;
  /** Marks a caller with the till's password or a paired page's cookie: it is not closed while a request runs. */
  markKnown(line: Line): void;
  /** An answer was sent, or was given up. */
  requestEnds(line: Line): void;
  leave(line: Line): void;
}

interface Visit {
  /** Number of its requests that wait for an answer. */
  open: number;
  known: boolean;
}

/**
 * Above `most` connections of unknown callers, closes the one that has been idle longest; a connection with a running
 * request only if no other is idle. A new connection is always accepted: otherwise the callers that hold all places
 * could keep the till out.
 */
export function createConnectionLimiter<Line>(
  most: number,
  hangUp: (line: Line) => void,
): ConnectionLimiter<Line> {
  const visits = new Map<Line, Visit>();
  const silent = new Set<Line>();
  const asking = new Set<Line>();
  const place = (line: Line) => {
    silent.delete(line);
    asking.delete(line);
    const visit = visits.get(line);
    if (visit?.open === 0) silent.add(line);
    else if (visit?.known === false) asking.add(line);
  };
  const leave = (line: Line) => {
    visits.delete(line);
    place(line);
  };
  const count = (line: Line, by: 1 | -1) => {
    const visit = visits.get(line);
    if (!visit) return;
    visit.open += by;
    visit.known &&= visit.open > 0;
    place(line);
  };
  return {
    enter(line) {
      // `ignoreUpgradeOffer` (listen.ts) hands the same connection to the server a second time.
      if (visits.has(line)) return;
      visits.set(line, { open: 0, known: false });
      place(line);
      if (silent.size + asking.size <= most) return;
      const [oldest] = silent.size > 1 ? silent : asking;
      if (oldest === undefined) return;
      leave(oldest);
      hangUp(oldest);
    },
    requestBegins: (line) => count(line, 1),
    markKnown(line) {
      const visit = visits.get(line);
      if (!visit) return;
      visit.known = true;
      place(line);
    },
    requestEnds: (line) => count(line, -1),
    leave,
  };
}
