/** Why a caller is turned away, and with which status. */
export interface Refusal {
  readonly status: 400 | 403 | 431;
  readonly reason: string;
}

/** What Node has read of a request before any of its body. */
export interface Arrival {
  readonly httpVersion: string;
  readonly url?: string | undefined;
  readonly headers: { readonly host?: string | undefined };
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

/** Browsers send some twenty, the longest till found sends nine. */
export const mostHeaders = 64;

/**
 * The first check on every request and upgrade: a foreign Host is DNS rebinding (a web page whose name has been turned
 * to this machine). HTTP/1.0 may come without one: old tills speak it, browsers never do.
 */
export function judgeArrival(arrival: Arrival, allowedHosts: AllowedHosts): Refusal | undefined {
  const { httpVersion, url, headers, rawHeaders } = arrival;
  if (rawHeaders.length > 2 * mostHeaders)
    return { status: 431, reason: `a request has at most ${mostHeaders} headers` };
  if (!url?.startsWith('/')) return { status: 400, reason: 'the request must name a path such as /order' };
  if (headers.host === undefined) {
    return httpVersion === '1.0' ? undefined : { status: 400, reason: 'the Host header is missing' };
  }
  // Node shows the first of two; whoever stands before it may have looked at the other.
  const named = rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === 'host');
  if (named.length > 1) return { status: 400, reason: 'there are two Host headers' };
  if (allowedHosts.hosts.has(headers.host.toLowerCase())) return undefined;
  return { status: 403, reason: `the Host header must be one of ${[...allowedHosts.hosts].join(', ')}` };
}

/** What a browser says about who is calling. Programs that are no browser say nothing of the kind. */
export interface Caller {
  readonly method: string;
  readonly origin?: string | undefined;
  readonly fetchSite?: string | undefined;
  readonly fetchMode?: string | undefined;
}

/**
 * Turns away every web page but ours: the server is lenient about content types, so a foreign page's simple request
 * would otherwise arrive (style-and-libs.md 2.4). A person who follows a link to the connector page is let in.
 */
export function checkHost(
  caller: Caller,
  allowedHosts: AllowedHosts,
  wants: 'page' | 'rest',
): Refusal | undefined {
  if (caller.origin !== undefined && !allowedHosts.origins.has(caller.origin)) {
    return { status: 403, reason: 'web pages of other origins may not call the connector' };
  }
  const site = caller.fetchSite?.toLowerCase() ?? 'none';
  if (site === 'same-origin' || site === 'none') return undefined;
  const followsLink = caller.method === 'GET' && caller.fetchMode?.toLowerCase() === 'navigate';
  if (wants === 'page' && followsLink) return undefined;
  // Not `same-site` either: that is any other program's page on this machine.
  return { status: 403, reason: 'web pages of other sites may not call the connector' };
}

/** The names under which this sidecar may be called, and the web origins that are its own. */
export interface AllowedHosts {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  /** The one address that people open: a second one would be a second origin with a second journal. */
  readonly home: string;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** The doors of a sidecar that listens on this port of the loopback addresses. */
export function allowedHostsOf(port: number): AllowedHosts {
  const withPort = loopbackNames.map((name) => `${name}:${port}`);
  return {
    hosts: new Set(port === 80 ? [...withPort, ...loopbackNames] : withPort),
    origins: new Set((port === 80 ? loopbackNames : withPort).map((host) => `http://${host}`)),
    home: port === 80 ? 'http://localhost' : `http://localhost:${port}`,
  };
}
