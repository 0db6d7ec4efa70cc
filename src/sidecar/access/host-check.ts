/** Why a caller is refused, and with which status. */
export interface Refusal {
  readonly status: 400 | 403 | 431;
  readonly reason: string;
}

/** The parts of a request that Node reads before its body. */
export interface Arrival {
  readonly httpVersion: string;
  readonly url?: string | undefined;
  readonly headers: { readonly host?: string | undefined };
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
}

/** Maximum number of headers. Browsers send some twenty. Of the tills that we know, none sends more than nine. */
export const maxHeaders = 64;

/**
 * The first check of every request and upgrade. A foreign Host header is a sign of DNS rebinding: a web page has changed
 * the address of its host name to this machine. HTTP/1.0 may have no Host: old tills use it, browsers never do.
 */
export function judgeArrival(arrival: Arrival, allowedHosts: AllowedHosts): Refusal | undefined {
  const { httpVersion, url, headers, rawHeaders } = arrival;
  if (rawHeaders.length > 2 * maxHeaders)
    return { status: 431, reason: `a request has at most ${maxHeaders} headers` };
  if (!url?.startsWith('/')) return { status: 400, reason: 'the request must name a path such as /order' };
  if (headers.host === undefined) {
    return httpVersion === '1.0' ? undefined : { status: 400, reason: 'the Host header is missing' };
  }
  // Of two Host headers, Node reports the first; a proxy in front of Node may have checked the second.
  const hostHeaders = rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === 'host');
  if (hostHeaders.length > 1) return { status: 400, reason: 'there are two Host headers' };
  if (allowedHosts.hosts.has(headers.host.toLowerCase())) return undefined;
  return { status: 403, reason: `the Host header must be one of ${[...allowedHosts.hosts].join(', ')}` };
}

/** A request's method, and the headers in which browsers describe the calling page. Other programs do not send them. */
export interface Caller {
  readonly method: string;
  readonly origin?: string | undefined;
  readonly fetchSite?: string | undefined;
  readonly fetchMode?: string | undefined;
}

/**
 * Refuses requests of all web pages except ours. Without this check, the server would answer a foreign page's simple
 * request, because it accepts any content type, as old tills need it. A person may still follow a link to our page.
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
  // `same-site` is refused too: it may be a page of another program on this machine.
  return { status: 403, reason: 'web pages of other sites may not call the connector' };
}

/** The host names by which this sidecar may be called, and its own web origins. */
export interface AllowedHosts {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  /** The only address that people should open: each address is a separate origin with a separate journal. */
  readonly pageUrl: string;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The allowed hosts of a sidecar that listens on this port of the loopback addresses. Some tills send the name without
 * the port. No page can be rebound to a loopback name, and a browser's Origin still needs the port.
 */
export function allowedHostsOf(port: number): AllowedHosts {
  const withPort = loopbackNames.map((name) => `${name}:${port}`);
  return {
    hosts: new Set([...withPort, ...loopbackNames]),
    origins: new Set((port === 80 ? loopbackNames : withPort).map((host) => `http://${host}`)),
    pageUrl: port === 80 ? 'http://localhost' : `http://localhost:${port}`,
  };
}
