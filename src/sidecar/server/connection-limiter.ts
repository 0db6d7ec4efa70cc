/** Limits the connections of a port, so that many idle or hostile connections cannot keep a till out. */
export interface ConnectionLimiter<Connection> {
  /** Adds a connection. Above the limit, this closes an older connection. */
  enter(connection: Connection): void;
  /** Call this when the headers of a request have been read. */
  requestBegins(connection: Connection): void;
  /** Marks a caller with the till's password or a paired page's cookie: it is not closed while a request runs. */
  markKnown(connection: Connection): void;
  /** Call this when an answer was sent, or when the caller closed the connection before the answer. */
  requestEnds(connection: Connection): void;
  leave(connection: Connection): void;
  /** All open connections. */
  connections(): Iterable<Connection>;
}

interface ConnectionState {
  /** Number of requests of this connection that wait for an answer. */
  running: number;
  isKnown: boolean;
}

/**
 * Above `maxUnknown` connections of unknown callers, closes the connection that has been idle longest. Closes a connection
 * with a running request only if no other connection is idle. Always accepts a new connection: without this rule, callers
 * that hold all connections could keep the till out.
 */
export function createConnectionLimiter<Connection>(
  maxUnknown: number,
  close: (connection: Connection) => void,
): ConnectionLimiter<Connection> {
  const states = new Map<Connection, ConnectionState>();
  const idle = new Set<Connection>();
  const unknownBusy = new Set<Connection>();
  const classify = (connection: Connection) => {
    idle.delete(connection);
    unknownBusy.delete(connection);
    const state = states.get(connection);
    if (state?.running === 0) idle.add(connection);
    else if (state?.isKnown === false) unknownBusy.add(connection);
  };
  const leave = (connection: Connection) => {
    states.delete(connection);
    classify(connection);
  };
  const count = (connection: Connection, by: 1 | -1) => {
    const state = states.get(connection);
    if (!state) return;
    state.running += by;
    state.isKnown &&= state.running > 0;
    classify(connection);
  };
  return {
    enter(connection) {
      // `ignoreUpgradeOffer` (listen.ts) hands the same connection to the server a second time.
      if (states.has(connection)) return;
      states.set(connection, { running: 0, isKnown: false });
      classify(connection);
      if (idle.size + unknownBusy.size <= maxUnknown) return;
      // The new connection is always in `idle`, so a second entry is an older connection.
      const [oldest] = idle.size > 1 ? idle : unknownBusy;
      if (oldest === undefined) return;
      leave(oldest);
      close(oldest);
    },
    requestBegins: (connection) => count(connection, 1),
    markKnown(connection) {
      const state = states.get(connection);
      if (!state) return;
      state.isKnown = true;
      classify(connection);
    },
    requestEnds: (connection) => count(connection, -1),
    leave,
    connections: () => states.keys(),
  };
}
