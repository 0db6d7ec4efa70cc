/** The names under which this sidecar may be called, and the web origins that are its own. */
export interface Doors {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  /** The one address that people open: a second one would be a second origin with a second journal. */
  readonly home: string;
}

const names = ['localhost', '127.0.0.1', '[::1]'];

/** The doors of a sidecar that listens on this port of the loopback addresses. */
export function doorsOf(port: number): Doors {
  const withPort = names.map((name) => `${name}:${port}`);
  return {
    hosts: new Set(port === 80 ? [...withPort, ...names] : withPort),
    origins: new Set((port === 80 ? names : withPort).map((host) => `http://${host}`)),
    home: port === 80 ? 'http://localhost' : `http://localhost:${port}`,
  };
}
