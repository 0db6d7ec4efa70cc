/** The two scripts that this page starts: the connector's worker and the service worker. */
const ownScriptPath = /^\/(?:service-worker\.js|assets\/connector-worker-[\w-]+\.js)$/;

/**
 * Returns the address of an own script. Throws `TypeError` for any other address, so that an injected script does not start.
 */
export function ownScript(url: string, origin: string): string {
  const { origin: from, pathname, search } = new URL(url, origin);
  if (from !== origin || search !== '' || !ownScriptPath.test(pathname)) {
    throw new TypeError('the connector page starts no script but its own');
  }
  return url;
}

interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
}

// The page's policy (Trusted Types) lets no text become HTML or a script. The browser asks this default policy for
// script addresses only; Lit has its own policy. Import this file before anything that starts a worker.
(globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', {
  createScriptURL: (url) => ownScript(url, location.origin),
});
