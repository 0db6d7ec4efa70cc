/** The connections of a port, so that many idle or hostile ones cannot keep a till out. */
export interface ConnectionLimiter<Line> {
  /** A new connection. May hang up on an older one that nobody would miss. */
  enter(line: Line): void;
  /** A request has been read as far as its body. */
  requestBegins(line: Line): void;
  /** It sent the till's password or a paired page's cookie: nobody hangs up on it while it is served. */
  markKnown(line: Line): void;
  /** An answer is out, or given up. */
  requestEnds(line: Line): void;
  leave(line: Line): void;
}

interface Visit {
  /** How many of its requests wait for an answer. */
  open: number;
  known: boolean;
}

/**
 * Hangs up on the connection that has been silent for longest when there are more than `most` of callers nobody knows,
 * and on one that asks only where none is silent. New callers are never turned away: a limit on those would let whoever
 * holds the places keep the till out.
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
      // A connection is given back to the server after an offer of another protocol (plain-again.ts).
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
