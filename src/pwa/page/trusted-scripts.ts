/** The two scripts that this page starts beside its own: the connector's worker and the service worker. */
const ours = /^\/(?:service-worker\.js|assets\/connector-worker-[\w-]+\.js)$/;

/** Throws for any other address: a script that somebody has slipped in is not started. */
export function ownScript(url: string, origin: string): string {
  const { origin: from, pathname, search } = new URL(url, origin);
  if (from !== origin || search !== '' || !ours.test(pathname)) {
    throw new TypeError('the connector page starts no script but its own');
  }
  return url;
}

interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
}

// The page's policy (Trusted Types) lets no text become HTML or a script. The browser asks this default for addresses of
// scripts, and for nothing else; Lit has a policy of its own. Import it before anything that starts a worker.
(globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', {
  createScriptURL: (url) => ownScript(url, location.origin),
});
